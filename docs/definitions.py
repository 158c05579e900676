"""What the words and figures of a blueprint mean, in full: written into docs/format.md and docs/output.md."""

from __future__ import annotations

SHARES = """\
## How shares are read

Shares of one choice, of the personas, and of the steps where journeys begin each divide all customers.

* **A way without a share** takes what the stated ones leave, in equal parts where there are several. At a step with an
  `end`, ending there is one more such way.
* **`start`**: a share begins there; `true` is the rest, 1 less the stated shares, in equal parts at the steps that say
  so; `0%` or `false` is nobody. Where stated shares leave a rest and no step says `true`, it begins at the first step
  of the file that nothing leads to and that says nothing; without such a step it begins nowhere, and
  `shares-under-one` says so. Where no step says anything, journeys begin in equal parts where nothing leads to.
* **`personas`**: a persona without a share takes what is left.
* **Fail points** with `recover` have each their own share of all who come to the step. The shares of `next` beside them
  are either those of the customers for whom nothing fails, and add up to 100%, or those of all, and add up to 100%
  together with the fail points. What does neither is said by `shares-under-one` or `shares-over-one`, with both sums;
  the figures then read it in the way in which less is off.
* **Rounding**: half a percent per share is forgiven (3 × 33.3%, 6 × 16.6%) and spread over the ways in proportion. What
  is missing beyond that is stranded in the figures; what is over one is scaled down; of both a rule speaks.
"""

TIMES = """\
## How times are read

* **A time** is a point (`5 min`), a range (`2-5 days`, all of it alike) or three points (`1/3/8 weeks`: least, likely,
  most, on a triangle, also where the likely one lies in the middle).
* **A working day** is 8 hours of work, and 1.4 days of the calendar on average; with a `calendar`, holidays make it
  longer. Two working days asked for on Monday are over on Wednesday, asked for on Thursday on Monday: that spread
  counts in P50 and P90 and against a promise in other units; what is promised in working days is held against working
  days. `takes: 3 working days` at a touchpoint is 24 hours of work; the nights and the weekend pass and are nobody's
  waiting.
* **`wait`** at a step or on an arrow, and the time that a step waits for its `needs`, are waiting, and count
  against the `promise` and the `tolerance` of the step that they lead to.
* **`lasts`** is time that passes and is nobody's waiting: in no rule on waits, no lever, and apart in the figures.
* **Waiting without a word**: a customer may come there and have been told nothing. What is told at a step that
  customers see holds until the next step that they see; what is told in writing, at a step with `evidence`, until a
  wait after it is over.
"""

DECIDES = """\
## Who decides

`decides` says who takes a choice. Where it is not said, the organisation decides at a step at which only it acts; at
every other step it is not stated. What a customer can be sure of is then computed with the customer and with the
organisation as the one who decides: where both give the same it is known, where they differ it depends on who decides.
"""

GUARANTEED = """\
What a customer can be sure of, the best first: `guaranteed` (a way of choosing makes help certain, whatever the
organisation does), `likely` (certain as long as every choice of the organisation comes up sooner or later),
`in-their-hands` (the organisation can make it certain, and can also refuse), `possible` (it takes luck as well), `lost`
(no way leads to help); null where there is no good end, where it depends on who decides at the steps in
`guarantee_depends_on`, or where it hangs on the joins in `guarantee_unjudged`, of which there are too many to look at.

Where hundreds of steps lead to so many others each that the chain of a persona cannot be solved within a budget of
work, the persona stands in `unsolved`: its outcomes, times and numbers of visits are null, which is told in text and by
a note of `not-judged` ("checked in part"). What follows from the arrows alone is known all the same.

A **contact** is a step at which customer and organisation both act, or one of them through a channel; customers who ask
how it stands while they wait (`chased`) are contacts too. A **hand-off** is each time that the actor of the
organisation who acts first at a step is another than at the last step that had one; a **change of channel** likewise.
Where no step states who acts, or no step a channel, that one has no figure.

What is **asked again** (`--analysis information`) is an item that the same customer has given before on the way: not
who the customer is (`identifies`), nor what has changed (`changed`), nor the same of another person (`whose`), nor what
was told only to a channel that keeps no `record`. `times` says how often that is to be expected on one journey, of each
persona and of all, `repeats` the same for all items together; null where nothing is asked, where work beside the path
asks, where some of those who ask keep no record, or where the file is so large that there would be too much to solve.

**Hidden waiting** is waiting without a word. The four parts of the time, active, waiting, hidden waiting and lasting,
add up to the time of journeys that end.
"""

CAPACITY = """\
## Who comes and who is there

`arrivals` says how many journeys begin in a while, `staff` how many people of an actor are there. A number of people is
there whenever a channel is open at which the actor answers (a telephone, a counter, a visit, a chat; not a letter or a
website); where no such channel says when it is open, eight hours of each working day. With hours, a later line
overrules an earlier one in its own minutes only: `{Mo-Fr 08:30-17:00: 2, Mo 08:30-12:30: 3}` is three people on Monday
morning. The week is an ordinary one, without holidays. `elsewhere` is the part of their time that goes to other work;
where it is not stated they are taken to do nothing else, which counts as an assumption.

The work of an actor is, summed over the steps, what comes in a week times how often the step is done for one customer
times how long a case keeps the actor busy: `takes` of the cell, else that of the step. Who gives up or finds it closed
is no work. Where a time is not stated, or customers ask how it stands (`chased`) through a channel that the actor
answers, the work is at least that. Busy is the work in the part of their time that is for it. From 1 on, what is not
done in a week stays: every week (work - time) / (time of a case) more cases wait, unless customers give up.

`gives-up` says what becomes of who waits too long, `closed` of who comes while the channel is closed. The shares under
`to` are of those who leave; `share` beside `to` is the part of all who come to the step, as it was measured. Without it
the ways are there, and no figure counts anybody on them.
"""

FORMAT = (SHARES, TIMES, DECIDES, CAPACITY)
FIGURES = (GUARANTEED,)
