"""The database that reads logs: in this process, with bounds on memory, and only looked for when a log is read.

Two queries reduce a log of any size to counts. They use lines in order, whole numbers and sums and nothing in which
engines differ: no division, no cast of a fraction, no quantile of the engine's own.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.i18n.messages import say
from journeymap.observation.columns import LogNotReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MICRO = 1_000_000
SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".json", ".jsonl", ".ndjson")
# Three figures of a duration count; below a second none do.
_CUT = "case {} end".format(
    " ".join(
        [f"when d < {MICRO} then 0"]
        + [f"when d < {10 ** (power + 1)} then d - d % {10 ** (power - 2)}" for power in range(6, 18)]
    )
)

FLOW = f"""
select s, nxt, {_CUT} as cut, sum(n) as n from (
  select s, nxt, d, count(*) as n from (
    select s, lead(s) over journey as nxt,
           coalesce(lead(t) over journey, {{until}}) - t as d
    from visits
    window journey as (partition by c, thread order by t, o, s)
  ) as followed group by s, nxt, d
) as counted group by s, nxt, cut order by s, nxt, cut
"""  # noqa: S608 - numbers of our own
CASES = """
select variant, running, before, count(*) as n from (
  select marked.variant, marked.before, coalesce({until} - marked.last <= limits.most, false) as running
  from (
    select c, string_agg(sign, '' order by t, o, s) as variant, max(t) as last, min(t) <= {since} as before,
           max(lastly) as lastly
    from (
      select c, t, o, s,
             case when lag(t) over journey = t and lag(o) over journey = o then chr(s + 57344)
                  else ' ' || chr(s + 57344) end as sign,
             case when lead(s) over journey is null then s end as lastly
      from visits window journey as (partition by c order by t, o, s)
    ) as signed group by c
  ) as marked left join limits on limits.s = marked.lastly
) as judged group by variant, running, before order by variant, running, before
"""
FIRST_SIGN = 57344
MOST_SYMBOLS = 6400
"""The signs that no text uses: the private ones, one for each activity that means something."""


@contextmanager
def session(memory: str = "400MB", threads: int = 2) -> Iterator[Any]:
    """Open a database in memory that spills into a folder of its own, which goes with it."""
    try:
        import duckdb
    except ImportError:
        raise LogNotReadError(
            say("a log is read with DuckDB, which is not installed; run \"pip install 'journeymap[logs]'\""),
            wrong_use=True,
        ) from None
    folder = tempfile.mkdtemp(prefix="journeymap-")
    try:
        with duckdb.connect(":memory:") as database:
            database.execute("set temp_directory = " + quoted(folder))
            database.execute("set memory_limit = " + quoted(memory))
            database.execute(f"set threads = {int(threads)}")
            database.execute("set timezone = 'UTC'")
            database.execute("set preserve_insertion_order = false")
            yield database
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def quoted(text: str) -> str:
    """Return a text as it stands in a query."""
    return "'" + text.replace("'", "''") + "'"


def named(column: str) -> str:
    """Return the name of a column as it stands in a query."""
    return '"' + column.replace('"', '""') + '"'


def open_log(database: Any, path: str, delimiter: str | None) -> list[str]:
    """Make the table `raw` of a log, everything as text, and return its columns; LogNotReadError where it cannot be."""
    import duckdb

    bare = path.removesuffix(".gz")
    suffix = Path(bare).suffix.lower()
    if suffix not in SUFFIXES:
        raise LogNotReadError(
            say('a log is one of {kinds}, each also .gz; "{path}" is not', kinds=", ".join(SUFFIXES), path=path)
        )
    if not Path(path).is_file():
        raise LogNotReadError(say('there is no file "{path}"', path=path))
    if suffix == ".parquet":
        reader = f"read_parquet({quoted(path)})"
    elif suffix in (".json", ".jsonl", ".ndjson"):
        reader = f"read_json_auto({quoted(path)})"
    else:
        options = ["all_varchar = true", "header = true", "sample_size = 20000"]
        if delimiter:
            options.append(f"delim = {quoted(delimiter)}")
        reader = f"read_csv({quoted(path)}, {', '.join(options)})"
    try:
        described = database.execute(f"describe select * from {reader}").fetchall()  # noqa: S608 - quoted above
        names = [row[0] for row in described]
        texts = ", ".join(f"cast({named(name)} as varchar) as {named(name)}" for name in names)
        database.execute(f"create table raw as select {texts} from {reader}")  # noqa: S608 - quoted above
    except duckdb.Error as error:
        reason = str(error).strip().splitlines()[0].partition(": ")[2] or type(error).__name__
        raise LogNotReadError(say('"{path}" cannot be read as a log: {reason}', path=path, reason=reason)) from None
    if len(names) == 1 and suffix in (".csv", ".txt", ".tsv"):
        raise LogNotReadError(
            say('"{path}" has one column, "{column}"; if others are in it, say what parts them with --delimiter',
                path=path, column=names[0])
        )  # fmt: skip
    return names
