"""Timeloop's model, version 2 (timeloop-model), with output- and weight-stationary mappings of our own.

Timeloop counts no fill and drain of the array: its cycles are folds times the length of the temporal loop. Held
against it are therefore Accel's cycles (schedule scale-sim) less fill and drain, and the reads of activations and
weights from the global buffer, which know nothing of either. Bandwidths are left unlimited, energies alone.
"""

import pathlib
import re

from comparison import Case, Comparison
from process import PeerError, demand, run

BUFFER = "GBuf"

NOTE = ("Timeloop leaves out fill and drain: its cycles are held against Accel's without them; products whose extents "
        "no mapping divides evenly are left out.")

ARCHITECTURE = """arch:
  arithmetic:
    instances: {pes}
    meshX: {columns}
    word-bits: 8
  storage:
  - name: Regs
    entries: 3
    instances: {pes}
    meshX: {columns}
    word-bits: 8
  - name: GBuf
    sizeKB: 4096
    instances: 1
    word-bits: 8
    block-size: 64
  - name: DRAM
    technology: DRAM
    instances: 1
    word-bits: 8
    block-size: 64
"""

PROBLEM = """problem:
  shape:
    name: gemm
    dimensions: [ M, K, N ]
    data-spaces:
    - name: A
      projection:
      - [ [M] ]
      - [ [K] ]
    - name: B
      projection:
      - [ [N] ]
      - [ [K] ]
    - name: Z
      projection:
      - [ [M] ]
      - [ [N] ]
      read-write: True
  M: {m}
  K: {k}
  N: {n}
"""


def compare(place, accel, gemms, rows, columns, dataflows, scratch, limit):
    model = model_of(pathlib.Path(place))
    for dataflow in dataflows:
        if dataflow == "is":
            continue  # The weight-stationary mapping with its operands swapped: nothing new.
        fitting = [gemm for gemm in gemms if divides(gemm, dataflow, rows, columns)]
        if not fitting:
            raise PeerError(f"no product is a multiple of a {rows}x{columns} array")
        theirs = [evaluate(model, gemm, dataflow, rows, columns, scratch, limit) for gemm in fitting]
        layers, seconds = accel.gemms("systolic-int8", fitting, [
            "schedule=scale-sim", f"fabric.dataflow={dataflow}", f"fabric.rows={rows}", f"fabric.columns={columns}",
            *(f"buffers.{buffer}=4 MiB" for buffer in ("weights", "activations", "outputs"))])
        cases = [
            Case(layer["name"], {
                "cycles without fill and drain":
                    (layer["cycles"] + 1 - overhead(gemm, dataflow, rows, columns), cycles),
                "reads of activations": (layer["sram_activation_reads"], reads["A"]),
                "reads of weights": (layer["sram_weight_reads"], reads["B"]),
            })
            for layer, gemm, (_, cycles, reads) in zip(layers, fitting, theirs, strict=True)
        ]
        yield Comparison("Timeloop", f"{dataflow} {rows}x{columns}, {len(cases)} GEMMs", seconds,
                         sum(spent for spent, _, _ in theirs), cases,
                         [f"{name} is left out: not divisible" for name, *_ in gemms if name not in
                          {fits[0] for fits in fitting}], NOTE)


def model_of(place):
    """The program: the path itself, or where a build of a checkout leaves it."""
    found = [place] if place.is_file() else [
        candidate for candidate in (place / "timeloop-model", place / "build" / "timeloop-model",
                                    place / "bin" / "timeloop-model") if candidate.is_file()]
    if not found:
        raise PeerError(f"{place} is no timeloop-model, and none is in it; build Timeloop first")
    return found[0].resolve()


def spatial(gemm, dataflow):
    """The two dimensions that lie on the array's rows and columns, and the one that runs in time."""
    _, m, k, n = gemm
    return (m, n, k) if dataflow == "os" else (k, n, m)


def divides(gemm, dataflow, rows, columns):
    down, across, _ = spatial(gemm, dataflow)
    return down % min(down, rows) == 0 and across % min(across, columns) == 0


def folds(gemm, dataflow, rows, columns):
    down, across, _ = spatial(gemm, dataflow)
    return -(-down // rows) * -(-across // columns)


def overhead(gemm, dataflow, rows, columns):
    """Cycles of fill and drain that SCALE-Sim's rules count: R + C - 2 a fold, and R more where weights are loaded."""
    return folds(gemm, dataflow, rows, columns) * (rows + columns - 2 + (0 if dataflow == "os" else rows))


def mapping(gemm, dataflow, rows, columns):
    name_down, name_across, name_time = ("M", "N", "K") if dataflow == "os" else ("K", "N", "M")
    down, across, time = spatial(gemm, dataflow)
    inner_down, inner_across = min(down, rows), min(across, columns)

    def level(target, kind, factors, order, more=""):
        filled = " ".join(f"{dimension}{factors.get(dimension, 1)}" for dimension in "MKN")
        return f"- target: {target}\n  type: {kind}\n  factors: {filled}\n  permutation: {order}\n{more}"

    return "mapping:\n" + "".join([
        level("DRAM", "temporal", {name_down: down // inner_down, name_across: across // inner_across}, "KMN"),
        level(BUFFER, "temporal", {name_time: time}, "KMN"),
        level(BUFFER, "spatial", {name_down: inner_down, name_across: inner_across},
              name_across + name_down + name_time, "  split: 1\n"),
        level("Regs", "temporal", {}, "KMN"),
    ])


def evaluate(model, gemm, dataflow, rows, columns, scratch, limit):
    name, m, k, n = gemm
    work = scratch / f"timeloop-{dataflow}-{name}"
    work.mkdir()
    files = {
        "arch.yaml": ARCHITECTURE.format(pes=rows * columns, columns=columns),
        "problem.yaml": PROBLEM.format(m=m, k=k, n=n),
        "mapping.yaml": mapping(gemm, dataflow, rows, columns),
    }
    for file, text in files.items():
        (work / file).write_text(text)
    ended = demand(run([model, *files], cwd=work, limit=limit), f"timeloop-model on {name}")
    stats = next(iter(sorted(work.glob("*.stats.txt"))), None)
    if stats is None:
        raise PeerError(f"timeloop-model wrote no statistics for {name}: is it version 2?")
    cycles, reads = parse(stats.read_text(), name)
    return ended.cpu_seconds, cycles, reads


def parse(text, name):
    summary = re.search(r"^Summary Stats.*?^Cycles:\s*(\d+)", text, re.DOTALL | re.MULTILINE)
    level = re.search(rf"=== {BUFFER} ===(.*?)(?:^Level \d|^Networks|\Z)", text, re.DOTALL | re.MULTILINE)
    if summary is None or level is None:
        raise PeerError(f"timeloop-model's statistics for {name} are of another form: is it version 2?")
    reads = {}
    for operand, body in re.findall(r"^ {4}([ABZ]):$(.*?)(?=^ {4}\S|\Z)", level[1], re.DOTALL | re.MULTILINE):
        count = re.search(r"calar reads \(per-instance\)\s*:\s*(\d+)", body)
        if count:
            reads[operand] = int(count[1])
    if not {"A", "B"} <= reads.keys():
        raise PeerError(f"timeloop-model's statistics for {name} have no reads of {BUFFER}")
    return int(summary[1]), reads
