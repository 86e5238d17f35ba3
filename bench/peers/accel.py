"""Accel's side: the built program, one process for a table of products or for a model."""

import csv
import json
import pathlib

from process import PeerError, demand, run


class Accel:
    def __init__(self, program, scratch):
        self.program = pathlib.Path(program)
        self.scratch = scratch
        if not self.program.is_file():
            raise PeerError(f"there is no {program}; ./accel builds it")

    def gemms(self, design, gemms, sets):
        """Runs products in one process; their layers in the order given, and the processor time."""
        table = self.scratch / "gemms.csv"
        with open(table, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["name", "m", "k", "n"])
            writer.writerows(gemms)
        document, seconds = self._run("gemm", design, "--csv", table, sets=sets)
        return document["phases"][0]["layers"], seconds

    def workload(self, design, text, sets):
        """Runs a workload, given as YAML; the totals, and the processor time."""
        file = self.scratch / "workload.yaml"
        file.write_text(text, encoding="utf-8")
        document, seconds = self._run("run", design, "--workload", file, sets=sets)
        return document["totals"], seconds

    def _run(self, *arguments, sets):
        command = [self.program, *arguments, *(part for change in sets for part in ("--set", change)), "--json"]
        ended = demand(run(command), f"accel {arguments[0]}")
        return json.loads(ended.output), ended.cpu_seconds
