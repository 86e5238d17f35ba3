"""SCALE-Sim, version 2 or 3, in its stall-free mode (InterfaceBandwidth CALC), against schedule scale-sim.

Its rules are re-run by that schedule, so cycles and accesses must be equal, quirks included.
"""

import csv
import pathlib
import sys

from comparison import Case, Comparison
from process import PeerError, demand, run

# Runs the checkout through its class: the command line of version 3 writes traces whatever it is told.
DRIVER = """
import inspect, sys
from scalesim.scale_sim import scalesim
config, topology, layout, folder = sys.argv[1:]
options = dict(save_disk_space=True, verbose=False, config=config, topology=topology, input_type_gemm=True)
if "layout" in inspect.signature(scalesim.__init__).parameters:
    options["layout"] = layout
scalesim(**options).run_scale(top_path=folder)
"""

CONFIG = """[general]
run_name = peer

[architecture_presets]
ArrayHeight = {rows}
ArrayWidth = {columns}
IfmapSramSzkB = {kilobytes}
FilterSramSzkB = {kilobytes}
OfmapSramSzkB = {kilobytes}
IfmapOffset = 0
FilterOffset = 10000000
OfmapOffset = 20000000
Dataflow = {dataflow}
Bandwidth = 10
MemoryBanks = 1
ReadRequestBuffer = 32
WriteRequestBuffer = 32

[layout]
IfmapCustomLayout = False
IfmapSRAMBankBandwidth = 10
IfmapSRAMBankNum = 10
IfmapSRAMBankPort = 2
FilterCustomLayout = False
FilterSRAMBankBandwidth = 10
FilterSRAMBankNum = 10
FilterSRAMBankPort = 2

[sparsity]
SparsitySupport = false
SparseRep = ellpack_block
OptimizedMapping = false
BlockSize = 8
RandomNumberGeneratorSeed = 40

[run_presets]
InterfaceBandwidth = CALC
UseRamulatorTrace = False
"""

KILOBYTES = 64

# Their columns, and the keys of a layer of `accel gemm --json`.
ACCESSES = {
    "SRAM IFMAP Reads": "sram_activation_reads",
    "SRAM Filter Reads": "sram_weight_reads",
    "SRAM OFMAP Writes": "sram_output_writes",
}


def compare(folder, accel, gemms, rows, columns, dataflows, scratch, limit):
    folder = pathlib.Path(folder).resolve()
    version = version_of(folder)
    for dataflow in dataflows:
        ended, compute, accesses = simulate(folder, gemms, rows, columns, dataflow, scratch, limit)
        layers, seconds = accel.gemms("systolic-int8", gemms, [
            "schedule=scale-sim", f"fabric.dataflow={dataflow}", f"fabric.rows={rows}", f"fabric.columns={columns}",
            *(f"buffers.{buffer}={KILOBYTES} KiB" for buffer in ("weights", "activations", "outputs"))])
        cases = []
        for layer, cycles, counts in zip(layers, compute, accesses, strict=True):
            case = Case(layer["name"], {"cycles": (layer["cycles"], number(cycles["Total Cycles"]))})
            for theirs, ours in ACCESSES.items():
                case.quantities[theirs] = (layer[ours], number(counts[theirs]))
            cases.append(case)
        yield Comparison(f"SCALE-Sim {version}", f"{dataflow} {rows}x{columns}, {len(cases)} GEMMs", seconds,
                         ended.cpu_seconds, cases)


def version_of(folder):
    if not folder.is_dir():
        raise PeerError(f"there is no folder {folder}")
    if not (folder / "scalesim" / "scale_sim.py").is_file():
        older = " (this looks like version 1)" if (folder / "run_nets.py").is_file() else ""
        raise PeerError(f"{folder} is no checkout of SCALE-Sim 2 or 3: it has no scalesim/scale_sim.py{older}")
    return "v3" if (folder / "scalesim" / "layout_utils.py").is_file() else "v2"


def simulate(folder, gemms, rows, columns, dataflow, scratch, limit):
    work = scratch / f"scale-sim-{dataflow}"
    work.mkdir()
    config, topology, layout = work / "peer.cfg", work / "gemms.csv", work / "layout.csv"
    config.write_text(CONFIG.format(rows=rows, columns=columns, kilobytes=KILOBYTES, dataflow=dataflow))
    # Their order is M, N, K, and each row ends in a comma: the reader drops the last field.
    topology.write_text("Layer, M, N, K,\n" + "".join(f"{name}, {m}, {n}, {k},\n" for name, m, k, n in gemms))
    layout.write_text("Layer,\n" + "".join(f"{name}{', 1' * 17},\n" for name, *_ in gemms))
    ended = demand(run([sys.executable, "-c", DRIVER, config, topology, layout, work / "out"],
                       cwd=work, env={"PYTHONPATH": str(folder)}, limit=limit), "SCALE-Sim")
    return (ended, *(report(work / "out" / "peer" / name, len(gemms), ended)
                     for name in ("COMPUTE_REPORT.csv", "DETAILED_ACCESS_REPORT.csv")))


def report(path, count, ended):
    if not path.is_file():
        said = ended.output.strip().splitlines()[-1:]
        raise PeerError(f"SCALE-Sim wrote no {path.name}: {' '.join(said)}")
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    if len(rows) != count:
        raise PeerError(f"SCALE-Sim's {path.name} has {len(rows)} layers, not {count}")
    return rows


def number(text):
    value = float(text)
    return int(value) if value.is_integer() else value
