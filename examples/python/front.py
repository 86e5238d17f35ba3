#!/usr/bin/env python3
"""The Pareto front of a sweep, from its result store, with nothing but Python's standard library.

    front.py DIR                     prints the front of DIR/results.sqlite, computed here
    front.py DIR --csv FILE          computes it from `accel export DIR --csv FILE` too, and compares
    front.py DIR --json FILE         compares with what `accel sweep --json` or `accel report DIR --json` printed
    front.py DIR --plot FILE.png     draws it, where matplotlib is installed

Exit codes: 0 all agree, 1 something differs, 2 the input cannot be read.
"""

import argparse
import csv
import json
import pathlib
import sqlite3
import sys


def read_objectives(store):
    """The metrics that the sweep optimises, each with 1 where less is better and -1 where more is."""
    rows = store.execute("SELECT metric, goal FROM objectives ORDER BY objective_id")
    return {metric: 1 if goal.lower() == "min" else -1 for metric, goal in rows}


def read_store(store):
    """The feasible points: one dictionary each, of the axes' values and the metrics, by the columns' names.

    `results` is the view that a reader should use: it has the axes' values as text. How the tables below it are
    laid out may change between versions.
    """
    cursor = store.execute("SELECT * FROM results WHERE feasible ORDER BY point_id")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor]


def read_csv(path, metrics):
    """The feasible points of an exported file: the same values; `repr` of a double and back loses nothing."""
    with open(path, newline="", encoding="utf-8") as file:
        points = [row for row in csv.DictReader(file) if row["feasible"] == "true"]
    for point in points:
        for metric in metrics:
            point[metric] = float(point[metric]) if point[metric] else None
    return points


def pareto(points, objectives):
    """The points that no other dominates: none is as good in every objective and better in one.

    In the order of their objectives a point can be dominated only by one before it, so each is held against the
    front so far alone. Equal points do not dominate one another: both stay.
    """
    oriented = sorted(
        (tuple(sign * point[metric] for metric, sign in objectives.items()), number)
        for number, point in enumerate(points)
    )
    front = []
    for values, number in oriented:
        if not any(other != values and all(a <= b for a, b in zip(other, values)) for other, _ in front):
            front.append((values, number))
    return [points[number] for number in sorted(number for _, number in front)]


def print_table(front, columns, limit):
    rows = [[f"{point[column]:.4g}" if isinstance(point[column], float) else str(point[column]) for column in columns]
            for point in front[:limit]]
    widths = [max(map(len, column)) for column in zip(columns, *rows)]
    for row in [columns, *rows]:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths)).rstrip())
    if len(front) > limit:
        print(f"... and {len(front) - limit} more")


def plot(points, front, objectives, path):
    try:
        from matplotlib import pyplot
    except ImportError:
        print("matplotlib is not installed: no plot", file=sys.stderr)
        return
    x, y = (list(objectives) * 2)[:2]
    figure, axes = pyplot.subplots()
    axes.scatter([point[x] for point in points], [point[y] for point in points], s=4, color="0.7")
    axes.scatter([point[x] for point in front], [point[y] for point in front], s=12)
    axes.set(xlabel=x, ylabel=y, xscale="log", yscale="log")
    figure.savefig(path, dpi=150)


def differences(name, expected, found, columns):
    """Says how a front differs from the one of the store; the empty list where it does not."""
    if len(expected) != len(found):
        return [f"{name}: {len(found)} points on the front, {len(expected)} in the store"]
    return [
        f"{name}: point {number + 1} of the front has {column} {theirs[column]}, the store {ours[column]}"
        for number, (ours, theirs) in enumerate(zip(expected, found))
        for column in columns
        if ours[column] != theirs[column]
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="the output folder of a sweep")
    parser.add_argument("--csv", type=pathlib.Path, help="the file of `accel export`")
    parser.add_argument("--json", type=pathlib.Path, help="what `accel sweep --json` printed")
    parser.add_argument("--plot", type=pathlib.Path, help="a picture to write")
    parser.add_argument("--rows", type=int, default=10, help="how many points to print")
    arguments = parser.parse_args()

    path = arguments.folder / "results.sqlite"
    if not path.is_file():
        parser.error(f"there is no {path}; accel sweep SWEEP --out {arguments.folder} makes one")
    # Read-only: a reader cannot harm a store.
    store = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    objectives = read_objectives(store)
    metrics = [name for (name,) in store.execute("SELECT name FROM metrics ORDER BY metric_id")]
    axes = [name for (name,) in store.execute("SELECT path FROM axes ORDER BY axis_id")]
    total = store.execute("SELECT count(*) FROM results").fetchone()[0]
    points = read_store(store)
    store.close()

    front = pareto(points, objectives)
    goals = ", ".join(f"{metric} {'min' if sign > 0 else 'max'}" for metric, sign in objectives.items())
    print(f"{total} points, {len(points)} feasible, {len(front)} on the front of {goals}")
    print_table(front, [*objectives, *axes], arguments.rows)

    wrong = []
    if arguments.csv:
        found = pareto(read_csv(arguments.csv, metrics), objectives)
        wrong += differences(str(arguments.csv), front, found, [*axes, *metrics])
    if arguments.json:
        document = json.loads(arguments.json.read_text(encoding="utf-8"))
        found = [{"point_id": point["index"], **point["axes"], **point["metrics"]} for point in document["front"]]
        wrong += differences(str(arguments.json), front, found, ["point_id", *axes, *metrics])
    if arguments.csv or arguments.json:
        print(*(wrong or ["the fronts agree, value by value"]), sep="\n")
    if arguments.plot:
        plot(points, front, objectives, arguments.plot)
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, sqlite3.Error, ValueError, KeyError) as error:
        print(f"front.py: {error!r}", file=sys.stderr)
        sys.exit(2)
