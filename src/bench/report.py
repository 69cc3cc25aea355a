"""Tables of what was measured; see scripts/bench.

    python3 src/bench/report.py      writes the tables of docs/performance.md anew from docs/performance.json
"""

import json
import statistics
import sys
from datetime import date
from pathlib import Path

from work import START

DOCS = Path(__file__).resolve().parents[2] / "docs"
BEGIN = "<!-- measured: begin -->\n"
END = "<!-- measured: end -->"

# Scenarios whose steps are ticks of one job, so that their sum says something.
TOGETHER = ("tick", "limited")

PAGES = "pages"


def line(row):
    """One run, as it is shown while the others go on."""
    if row["scenario"] == PAGES:
        seconds = ("started", "first", "wall", "slowest", "beyond", "cpu", "load")
        figures = " ".join(f"{name} {row[name]:.3f}" for name in seconds if name in row)
        counts = " ".join(f"{name} {row[name]:,.0f}" for name in ("bytes", "read", "found", "pages", "stopped", "memory")
                          if name in row)
        return f"{row['s3']}, {row['database']}: {row['step']} by {row['contender']}: {figures} {counts} {row.get('slowest_page', '')}"
    return (f"{row['scenario']:10} {row['contender']:25} {row.get('step', ''):16} "
            f"{row['workers'] / row['wall']:9.1f}/s {row['bytes'] / 1e6 / row['wall']:7.1f} MB/s "
            f"{row['wall']:8.2f} s, {row['calls']:7} calls, CPU {row['cpu']:8.2f} s, "
            f"{1000 * row['cpu'] / row['workers']:8.3f} ms per Worker, {row['memory'] / 2**20:5.0f} MiB")


def table(rows):
    """Medians, and the median of the ratios of each round: ours to the contender's."""
    lines = []
    for key in dict.fromkeys(_group(row) for row in rows):
        group = [row for row in rows if _group(row) == key]
        if key[0] == PAGES:
            lines += [f"\n{_pages_title(group[0])}{_day(group)}\n", *_pages(group)]
            continue
        lines += [f"\n{title(*key)}{_day(group)}\n"]
        lines += _steps(group) if group[0].get("step") else _workers(group)
        lines += _beyond(key, group, rows)
    return "\n".join(lines) + "\n"


def title(scenario, s3, database, workers):
    return f"**{scenario}**: {workers:,} Worker{'' if workers == 1 else 's'}, S3 by {s3}, ledger in {database}"


def _pages_title(row):
    if "rows" in row:
        return f"**{PAGES}**: {row['workers']:,} Workers, {row['rows']:,} runs, ledger in {row['database']}"
    where = "a directory" if row["s3"] == "directory" else f"S3 by {row['s3']}"
    return f"**{PAGES}**: a log of {row['bytes'] / 2**20:,.0f} MiB with {row['lines']:,} lines, in {where}"


def _pages(group):
    """The figures that each page has, in this order."""
    columns = {name: (heading, written) for name, (heading, written) in _PAGE_FIGURES.items()
               if any(name in row for row in group)}
    if "rows" in group[0]:
        columns["wall"] = ("the next, ms", _milliseconds)
    else:
        columns.pop("bytes")
    compared = ("cpu", "wall") if len(_by_contender(group)) > 1 else ()
    headings = [heading for heading, _ in columns.values()] + ["CPU ratio", "time ratio"][:len(compared)]
    lines = [f"| page | contender | {' | '.join(headings)} |", "| --- | --- |" + " ---: |" * len(headings)]
    for step in dict.fromkeys(row["step"] for row in group):
        contenders = _by_contender([row for row in group if row["step"] == step])
        ours = contenders["log-archiver"]
        for name, rows in contenders.items():
            cells = [written(_median(rows, lambda row, figure=figure: row[figure])) if figure in rows[0] else ""
                     for figure, (_, written) in columns.items()]
            ratios = [_ratio(ours, rows, lambda row, figure=figure: row[figure]) for figure in compared]
            lines.append(f"| {step} | {name} | {' | '.join([*cells, *ratios])} |")
    return lines


def _milliseconds(seconds):
    return f"{1000 * seconds:,.0f}"


_PAGE_FIGURES = {
    "started": ("the first after the start, ms", _milliseconds),
    "first": ("the first, ms", _milliseconds),
    "wall": ("median, ms", _milliseconds),
    "slowest": ("the slowest, ms", _milliseconds),
    "beyond": ("beyond an empty log's, ms", _milliseconds),
    "cpu": ("CPU, s", lambda seconds: f"{seconds:.2f}"),
    "read": ("read, KiB", lambda size: f"{size / 1024:,.0f}"),
    "bytes": ("page, KiB", lambda size: f"{size / 1024:,.0f}"),
    "found": ("lines found", lambda count: f"{count:,.0f}"),
    "pages": ("pages asked for", lambda count: f"{count:,.0f}"),
    "stopped": ("searches stopped", lambda count: f"{count:,.0f}"),
    "memory": ("peak RSS, MiB", lambda size: f"{size / 2**20:.0f}"),
    "load": ("load", lambda load: f"{load:.1f}"),
}


def _day(group):
    """When it was measured, where that is kept: figures of different days can't be compared."""
    return f" ({group[0]['date']})" if "date" in group[0] else ""


def _group(row):
    # a contender that gets a share of the Workers only is compared per Worker
    return row["scenario"], row["s3"], row["database"], row["of"]


def _by_contender(rows):
    return {name: [row for row in rows if row["contender"] == name]
            for name in dict.fromkeys(row["contender"] for row in rows)}


def _median(rows, value):
    return statistics.median(map(value, rows))


def _ratio(ours, rows, value):
    pairs = list(zip(ours, rows))
    if not pairs or ours is rows:
        return ""
    return f"{statistics.median(value(our) / value(its) for our, its in pairs):.2f}"


def _workers(group):
    """A table by Workers: a scenario whose cost grows with their number."""
    lines = ["| contender | Workers/s | MB/s | wall, s | CPU, ms per Worker | peak RSS, MiB | CPU ratio | time ratio |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    contenders = _by_contender(group)
    ours = contenders.get("log-archiver", [])
    for name, rows in contenders.items():
        lines.append(
            f"| {name} | {_median(rows, lambda row: row['workers'] / row['wall']):,.0f} | "
            f"{_median(rows, lambda row: row['bytes'] / 1e6 / row['wall']):.1f} | "
            f"{_median(rows, lambda row: row['wall']):.1f} | {_median(rows, _cpu):.3f} | "
            f"{_median(rows, lambda row: row['memory']) / 2**20:.0f} | {_ratio(ours, rows, _cpu)} | "
            f"{_ratio(ours, rows, lambda row: row['wall'] / row['workers'])} |")
    return lines


def _steps(group):
    """A table by steps, and of all of them together where they are ticks."""
    lines = ["| step | contender | API calls | CPU, s | wall, s | peak RSS, MiB | CPU ratio | time ratio |",
             "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    steps = {}
    for row in group:
        steps.setdefault(row["step"], []).append(row)
    if group[0]["scenario"] in TOGETHER:
        steps["together"] = _together(list(steps.values()))
    for step, rows in steps.items():
        contenders = _by_contender(rows)
        ours = contenders.get("log-archiver", [])
        for name, its in contenders.items():
            lines.append(f"| {step} | {name} | {_median(its, _whole('calls')):,.0f} | "
                         f"{_median(its, _whole('cpu')):.2f} | {_median(its, _whole('wall')):.1f} | "
                         f"{_median(its, lambda row: row['memory']) / 2**20:.0f} | "
                         f"{_ratio(ours, its, _whole('cpu'))} | {_ratio(ours, its, _whole('wall'))} |")
    return lines


def _together(steps):
    """The steps of each round as one row."""
    return [{**rows[0], **{figure: sum(row[figure] for row in rows) for figure in ("calls", "cpu", "wall")},
             "memory": max(row["memory"] for row in rows)} for rows in zip(*steps)]


def _whole(figure):
    """What it would be for all Workers, for a contender that got a share of them only."""
    return lambda row: row[figure] * row["of"] / row["workers"]


def _beyond(key, group, rows):
    """What a Worker costs, once the start is paid for."""
    scenario, s3, database, workers = key
    few = [row for row in rows if _group(row) == (scenario, s3, database, START)]
    if scenario not in ("unchanged", "shards") or workers <= START or not few:
        return []
    contenders, started = _by_contender(group), _by_contender(few)
    if scenario == "shards":
        seconds = {name: _median(its, _wall) - _median(started[name], _wall)
                   for name, its in contenders.items() if name in started}
        return [f"\nTime beyond the first {START:,} Workers: " + ", ".join(
            f"{name} {wall:.1f} s ({seconds['log-archiver'] / wall:.2f} times as fast)"
            for name, wall in seconds.items() if "log-archiver" in seconds)]
    return [f"\nCPU per Worker beyond the first {START:,}: " + ", ".join(
        f"{name} {1000 * (_median(its, _cpu_time) - _median(started[name], _cpu_time)) / (workers - START):.3f} ms"
        for name, its in contenders.items() if name in started)]


def _wall(row):
    return row["wall"]


def _cpu_time(row):
    return row["cpu"]


def _cpu(row):
    return 1000 * row["cpu"] / row["workers"]


def plot(rows):
    """CPU per Worker by the number of Workers, start-up included."""
    sizes = {}
    for row in rows:
        if row["scenario"] == "small" and row["contender"] == "log-archiver" and row["s3"] == "nginx":
            sizes.setdefault(row["workers"], []).append(_cpu(row))
    if len(sizes) < 2:
        return ""
    order = sorted(sizes)
    return ("\n```mermaid\nxychart-beta\n    title \"CPU by the number of Workers (small logs)\"\n"
            f"    x-axis \"Workers\" [{', '.join(f'{size}' for size in order)}]\n"
            f"    y-axis \"ms per Worker\" 0 --> {max(map(statistics.median, sizes.values())) * 1.2:.1f}\n"
            f"    line [{', '.join(f'{statistics.median(sizes[size]):.2f}' for size in order)}]\n```\n")


def add(path, rows):
    """Keeps figures in a file: those of the same scenario and servers replace the ones before."""
    known = json.loads(path.read_text()) if path.exists() else {"rows": []}
    fresh = {_group(row) for row in rows}
    today = date.today().isoformat()
    kept = [row for row in known["rows"] if _group(row) not in fresh]
    path.write_text(json.dumps({"machine": _machine(), "rows": kept + [{**row, "date": today} for row in rows]},
                               indent=1) + "\n")


def _machine():
    processor = next((row.split(":")[1].strip() for row in Path("/proc/cpuinfo").read_text().splitlines()
                      if row.startswith("model name")), "unknown processor")
    cores = sum(row.startswith("processor") for row in Path("/proc/cpuinfo").read_text().splitlines())
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    return f"{cores} cores ({processor}), {memory:.0f} GiB, a virtual machine on shared hardware"


def page(text, figures):
    """The page with the tables of these figures in their place."""
    before, rest = text.split(BEGIN)
    tables = f"\nMeasured on {figures['machine']}.\n{table(figures['rows'])}{plot(figures['rows'])}\n"
    return before + BEGIN + tables + END + rest.split(END)[1]


if __name__ == "__main__":
    performance = DOCS / "performance.md"
    fresh = page(performance.read_text(), json.loads((DOCS / "performance.json").read_text()))
    if "--print" in sys.argv:
        print(fresh, end="")
    else:
        performance.write_text(fresh)
