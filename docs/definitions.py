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

FORMAT = (SHARES,)
FIGURES: tuple[str, ...] = ()
