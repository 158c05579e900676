"""The words of the page itself, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.i18n.languages import translate
from journeymap.i18n.messages import Message, plural, say
from journeymap.model.step import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

# What stands in the page from the start.
PAGE: Mapping[str, Message] = {
    "to_text": say("Skip the drawing: the whole blueprint as text"),
    "search": say("Search"),
    "search_label": say("Search steps by text, id or actor"),
    "search_results": say("Steps found"),
    "persona": say("Persona"),
    "everyone": say("All customers"),
    "compared": say("Compared"),
    "before_and_after": say("Before and after"),
    "only_before": say("Before: without what is new"),
    "only_after": say("After: without what is gone"),
    "tools": say("Tools"),
    "findings": say("Findings"),
    "rows": say("Rows"),
    "rows_label": say("Rows to show"),
    "text": say("Text"),
    "text_title": say("The blueprint as text"),
    "dark": say("Dark colours"),
    "print": say("Print"),
    "print_what": say("What to print"),
    "print_drawing_alone": say("The drawing alone"),
    "print_drawing": say("Drawing"),
    "print_findings": say("Findings"),
    "print_text": say("The blueprint as text"),
    "print_chosen": say("Print what is chosen"),
    "present": say("Present"),
    "presentation": say("Presentation"),
    "previous": say("Previous"),
    "next": say("Next"),
    "end_presentation": say("End the presentation"),
    "help": say("Keys and mouse"),
    "drawing": say("Drawing"),
    "how": say(
        "Drag to move, turn the wheel to zoom. With the keyboard: arrow keys move, plus and minus zoom, Tab goes to "
        "the steps."
    ),
    "view": say("View"),
    "zoom_in": say("Zoom in"),
    "zoom_out": say("Zoom out"),
    "fit": say("Show everything"),
    "go_left": say("Move left"),
    "go_right": say("Move right"),
    "go_up": say("Move up"),
    "go_down": say("Move down"),
    "path": say("Path"),
    "end_path": say("Stop following"),
    "no_findings": say("Nothing was found."),
    "accepted": say("Accepted choices"),
    "close": say("Close"),
    "way_in": say("Way in"),
    "way_out": say("Way out"),
    "filter": say("Show"),
    "key_zoom": say("zoom in and out"),
    "key_fit": say("show everything"),
    "key_arrows": say("move the drawing, or go from step to step when one has the focus"),
    "key_tab": say("go to the steps"),
    "key_enter": say("show everything about a step"),
    "key_search": say("search"),
    "key_present": say("present: the likeliest way, then where it hurts most"),
    "key_escape": say("close, or stop following a path"),
    "mouse": say("Mouse"),
    "key_mouse": say("drag to move, turn the wheel to zoom, click a step for everything about it"),
    "fingers": say("Fingers"),
    "key_fingers": say("drag with one to move, pinch with two to zoom, tap a step for everything about it"),
    "single_keys": say("Use the keys + − 0 / and P as shortcuts"),
}

# What the script says; it puts the values in braces in, and chooses the form for how many there are.
SCRIPT: Mapping[str, Message] = {
    "found": say("{count} found"),
    "found_none": say("nothing found"),
    "findings": say("Findings"),
    "findings_of": plural("{count} finding", "{count} findings", 1),
    "service": say("The service"),
    "file": say("The file"),
    "picture": say("The picture"),
    "knowledge": say("How well it is known"),
    "accepted": say("Accepted choices"),
    "signs": plural("{count} more sign of the same", "{count} more signs of the same", 1),
    "way_in": plural("Way in, {count} step: {path}", "Way in, {count} steps: {path}", 1),
    "way_out": plural("Way out, {count} step: {path}", "Way out, {count} steps: {path}", 1),
    "way_out_bad": plural(
        "No way to a good end; way out, {count} step: {path}", "No way to a good end; way out, {count} steps: {path}", 1
    ),
    "no_way_in": say("No way leads here from a start."),
    "no_way_out": say("No way leads from here to an end."),
    "path_end": say("No longer following a path."),
    "shown_for": say("Shown for {name}"),
    "shown_for_all": say("Shown for all customers"),
    "passes": plural("{name} comes here {count} time on average", "{name} comes here {count} times on average", 1),
    "never": say("{name} never comes here"),
    "row_hidden": say("{name} hidden"),
    "row_shown": say("{name} shown"),
    "more": say("Click or press Enter for everything"),
    "open_step": say("Everything about this step"),
    "likeliest_way": say("The likeliest way"),
    "likeliest_way_of": say("The likeliest way: {count} of 100"),
    "hurts": say("Where it hurts, {number}"),
    "screen": say("{number} of {count}"),
    "presenting_over": say("The presentation is over."),
    "more_arrow": say("Click for the step that it leaves"),
}


# What the script of a live page says.
EDITING: Mapping[str, Message] = {
    "editing": say("Editing"),
    "undo": say("Undo"),
    "redo": say("Redo"),
    "changed_elsewhere": say("Changed by another program."),
    "file_gone": say("The file is no longer there."),
    "server_gone": say("The program does not answer; what you write stays here until it does."),
    "read_only": say("Only to look at: nothing can be changed here."),
    "findings_gone": plural("{count} finding gone.", "{count} findings gone.", 1),
    "findings_new": plural("{count} new finding: {first}", "{count} new findings, the first: {first}", 1),
    "step_gone": say("The step is no longer there."),
    "not_written": say("Nothing was written."),
    "not_known": say("It is not known whether this was written; look at the text before you try again."),
    "write_it": say("Write it"),
    "yes_do_it": say("Do it"),
    "nobody_knows": say("Nobody knows yet"),
    "give_up": say("Cancel"),
    "mine": say("Yours"),
    "theirs": say("In the file now"),
    "keep_mine": say("Keep yours"),
    "keep_theirs": say("Keep what is in the file"),
    "nothing": say("nothing"),
    "words_of": say("Words of {step}"),
    "words_of_new": say("What happens in the new step?"),
    "everyone": say("everyone"),
    "not_stated": say("not stated"),
    "feeling": say("How it feels, from -2 (very bad) to 2 (very good)"),
    "ways_on": say("Where it leads, and how many go there"),
    "remove_way": say("Remove the way to {step}"),
    "remove_item": say("Remove: {item}"),
    "one_more": say("One more"),
    "change_step": say("Change this step"),
    "edit_words": say("Words"),
    "step_after": say("Step after this"),
    "new_way": say("Way to another step"),
    "new_branch": say("Way to a new step"),
    "delete_step": say("Delete"),
    "goes_on": say("it goes on"),
    "choose_target": say("Choose the step to which a way leads from {step}; Insert makes a new one, Escape gives up."),
    "given_up": say("Given up."),
    "file_text": say("Text of the file"),
    "edit_text": say("Edit the text"),
    "save_text": say("Save the text"),
    "leave_text": say("Leave the text as it is"),
    "field_written": say("{field}: {value}"),
    "field_gone": say("{field}: taken away"),
    "choose_row": say("Choose a row with the arrow keys and press Enter; Escape gives up."),
    "move_to": say("Move to {row}"),
    "move_step": say("Move to another row"),
    "accept_finding": say("Accept this, with a reason"),
    "accept_why": say("Why is this a conscious choice?"),
    "order_follows": say("The order of steps follows from the ways between them."),
    "no_row": say("{row} holds something else than steps."),
    "what_if": say("What if"),
    "trying": say("What you change in the panel is tried, and not written."),
    "not_tried": say("This cannot be tried, so it was not written; end What if first."),
    "tried": plural("{count} change is tried and not written.", "{count} changes are tried and not written.", 1),
    "keep_tried": say("Keep what was tried"),
    "dropped": say("What was tried is dropped."),
    "step_between": say("A step on the way to {step}"),
    "first_step": say("First step"),
    "new_file": say("New blueprint"),
    "new_title": say("What is the service called?"),
    "new_persona": say("New persona"),
    "persona_name": say("What sets this kind of customer apart, in a few words?"),
    "new_channel": say("New channel"),
    "channel_name": say("What is the channel called?"),
    "key_name": say("Name"),
    "key_phase": say("Phase"),
    "key_channel": say("Channel"),
    "key_takes": say("Time it takes"),
    "key_wait": say("Wait before it"),
    "key_lasts": say("Time that passes"),
    "key_promise": say("Promised time"),
    "key_tolerance": say("Accepted time"),
    "key_owner": say("Answers for it"),
    "key_end": say("How it ends"),
    "key_pains": say("What hurts"),
    "key_fails": say("What can go wrong"),
    "key_ideas": say("Ideas"),
    "key_evidence": say("Physical evidence"),
    "key_customer": say("The customer"),
    "key_frontstage": say("Frontstage"),
    "key_backstage": say("Backstage"),
    "key_support": say("Support"),
    "outcome_helped": say("helped"),
    "outcome_refused": say("refused"),
    "outcome_gave_up": say("gave up"),
    "outcome_transferred": say("passed on"),
}


def words(messages: Mapping[str, Message], language: str) -> dict[str, str]:
    """Return messages as texts in a language, by their names."""
    return {name: message.text(language) for name, message in messages.items()}


def templates(messages: Mapping[str, Message], language: str) -> dict[str, str | list[str]]:
    """Return messages in a language, by their names, for a script that puts the values in.

    What is said of one thing otherwise than of several has both forms, that for one first.
    """
    return {
        name: [replace(message, values={"count": count}).translated(language) for count in (1, 2)]
        if message.plural
        else message.translated(language)
        for name, message in messages.items()
    }


def meanings(language: str) -> dict[str, str]:
    """Return what each word of a step means, in a language, by its name behind `help_`."""
    return {
        f"help_{name}": translate(field.description, language)
        for name, field in Step.model_fields.items()
        if field.description
    }
