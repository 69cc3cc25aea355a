"""Tables of what was measured; see scripts/bench.

    python3 src/bench/report.py      writes the tables of docs/performance.md anew from docs/performance.json
"""

import json
import statistics
import sys
from datetime import date
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
BEGIN = "<!-- measured: begin -->\n"
END = "<!-- measured: end -->"


def line(row):
    """One run, as it is shown while the others go on."""
    return (f"{row['scenario']:10} {row['contender']:25} {row['workers'] / row['wall']:9.1f}/s "
            f"{row['bytes'] / 1e6 / row['wall']:7.1f} MB/s {row['wall']:8.2f} s, "
            f"CPU {1000 * row['cpu'] / row['workers']:8.3f} ms per Worker, {row['memory'] / 2**20:5.0f} MiB")


def table(rows):
    """Medians, and the median of the ratios of each round: ours to the contender's."""
    lines = []
    for key in dict.fromkeys(_group(row) for row in rows):
        group = [row for row in rows if _group(row) == key]
        scenario, s3, database, workers = key
        lines += [f"\n{title(scenario, s3, database, workers)}\n",
                  "| contender | Workers/s | MB/s | wall, s | CPU, ms per Worker | peak RSS, MiB | CPU ratio | time ratio |",
                  "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
        names = list(dict.fromkeys(row["contender"] for row in group))
        ours = [row for row in group if row["contender"] == "log-archiver"]
        for name in names:
            lines.append(_row(name, [row for row in group if row["contender"] == name], ours))
    return "\n".join(lines) + "\n"


def title(scenario, s3, database, workers):
    return f"**{scenario}**: {workers:,} Workers, S3 by {s3}, ledger in {database}"


def _group(row):
    # a contender that gets a share of the Workers only is compared per Worker
    return row["scenario"], row["s3"], row["database"], row["of"]


def _row(name, rows, ours):
    def median(value):
        return statistics.median(value(row) for row in rows)

    def ratio(value):
        pairs = list(zip(ours, rows))
        if name == "log-archiver" or not pairs:
            return ""
        return f"{statistics.median(value(our) / value(its) for our, its in pairs):.2f}"

    return (f"| {name} | {median(lambda row: row['workers'] / row['wall']):,.0f} | "
            f"{median(lambda row: row['bytes'] / 1e6 / row['wall']):.1f} | {median(lambda row: row['wall']):.1f} | "
            f"{median(_cpu):.3f} | {median(lambda row: row['memory']) / 2**20:.0f} | {ratio(_cpu)} | "
            f"{ratio(lambda row: row['wall'] / row['workers'])} |")


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
    kept = [row for row in known["rows"] if _group(row) not in fresh]
    path.write_text(json.dumps({"date": date.today().isoformat(), "machine": _machine(), "rows": kept + rows}, indent=1)
                    + "\n")


def _machine():
    processor = next((row.split(":")[1].strip() for row in Path("/proc/cpuinfo").read_text().splitlines()
                      if row.startswith("model name")), "unknown processor")
    cores = sum(row.startswith("processor") for row in Path("/proc/cpuinfo").read_text().splitlines())
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    return f"{cores} cores ({processor}), {memory:.0f} GiB, a virtual machine on shared hardware"


def page(text, figures):
    """The page with the tables of these figures in their place."""
    before, rest = text.split(BEGIN)
    tables = f"\nMeasured on {figures['date']}: {figures['machine']}.\n{table(figures['rows'])}{plot(figures['rows'])}\n"
    return before + BEGIN + tables + END + rest.split(END)[1]


if __name__ == "__main__":
    performance = DOCS / "performance.md"
    fresh = page(performance.read_text(), json.loads((DOCS / "performance.json").read_text()))
    if "--print" in sys.argv:
        print(fresh, end="")
    else:
        performance.write_text(fresh)
