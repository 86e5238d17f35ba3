"""What a comparison found, and how it is printed."""

import json
from dataclasses import asdict, dataclass, field


@dataclass
class Case:
    """One product, or one model, in both programs: quantities by name, each ours and theirs."""

    name: str
    quantities: dict = field(default_factory=dict)

    @property
    def agrees(self):
        return all(ours == theirs for ours, theirs in self.quantities.values())


@dataclass
class Comparison:
    """One run of a peer and one of Accel over the same work."""

    peer: str
    what: str
    our_seconds: float
    their_seconds: float
    cases: list
    left_out: list = field(default_factory=list)
    note: str = ""

    @property
    def ratio(self):
        return self.their_seconds / self.our_seconds if self.our_seconds > 0 else float("inf")

    @property
    def agrees(self):
        return all(case.agrees for case in self.cases)


def print_table(comparisons):
    print(f"{'peer':<16} {'work':<26} {'CPU s':>9} {'Accel':>7} {'ratio':>7}  agreement")
    for done in comparisons:
        held = sum(len(case.quantities) for case in done.cases)
        differ = sum(ours != theirs for case in done.cases for ours, theirs in case.quantities.values())
        verdict = f"all {held} equal" if differ == 0 else f"{differ} of {held} DIFFER"
        print(f"{done.peer:<16} {done.what:<26} {done.their_seconds:>9.2f} {done.our_seconds:>7.2f} "
              f"{done.ratio:>7.1f}  {verdict}")
    for done in comparisons:
        for case in done.cases:
            for quantity, (ours, theirs) in case.quantities.items():
                if ours != theirs:
                    print(f"{done.peer}, {done.what}, {case.name}: {quantity} is {theirs}, Accel has {ours}")
        for name in done.left_out:
            print(f"{done.peer}, {done.what}: {name}")
    for note in dict.fromkeys(done.note for done in comparisons if done.note):
        print(note)


def write_json(comparisons, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump([{**asdict(done), "ratio": done.ratio, "agrees": done.agrees} for done in comparisons], file,
                  indent=2)
        file.write("\n")
