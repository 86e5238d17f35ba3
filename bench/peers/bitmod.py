"""The simulator of BitMoD's artifact (bitmod_sim), both published states, against schedules bitmod-2024 and -2025.

It runs six language models whole, so the products are theirs: every linear layer and both attention products. Its own
script is run as it is; it needs what its README says: PyTorch, the models' shapes, and CACTI built.
"""

import pathlib
import re
import sys

from comparison import Case, Comparison
from process import PeerError, demand, run

MODELS = {
    "facebook/opt-1.3b": "opt-1.3b",
    "microsoft/phi-2": "phi-2",
    "01-ai/Yi-6B": "yi-6b",
    "meta-llama/Llama-2-7b-hf": "llama-2-7b",
    "meta-llama/Llama-2-13b-hf": "llama-2-13b",
    "meta-llama/Meta-Llama-3-8B": "llama-3-8b",
}

# Stage: the script's option, the workload's phase, the array, and the lossy weights.
STAGES = {
    "prefill": ([], "{ prefill: 256 }", (32, 32), "fp4-er-ea/128"),
    "generation": (["--is_generation"], "{ decode: 1, context: 256, context-grows: false }", (64, 16),
                   "fp3-er-ea/128"),
}

WORKLOAD = """kind: workload
model: {model}
phases: [ {phase} ]
precision: {{ weights: {weights}, activations: fp16, kv-cache: int8 }}
"""


def compare(folder, accel, scratch, limit):
    script = script_of(pathlib.Path(folder).resolve())
    schedule = "bitmod-2025" if "cxt_len" in script.read_text(encoding="utf-8") else "bitmod-2024"
    for stage, (options, phase, (rows, columns), weights) in STAGES.items():
        ended = demand(run([sys.executable, script.name, *options], cwd=script.parent, limit=limit),
                       f"{script.name} {' '.join(options)}".strip())
        theirs = parse(ended.output)
        total, cases = 0.0, []
        for model, (compute, cycles) in theirs.items():
            text = WORKLOAD.format(model=MODELS[model], phase=phase, weights=weights)
            ours, seconds = accel.workload("bitmod-28nm", text, [
                f"schedule={schedule}", f"fabric.rows={rows}", f"fabric.columns={columns}"])
            total += seconds
            cases.append(Case(MODELS[model], {"compute cycles": (ours["compute_cycles"], compute),
                                              "cycles": (ours["cycles"], cycles)}))
        yield Comparison(f"bitmod_sim {schedule[-4:]}", f"{stage}, {len(cases)} models", total, ended.cpu_seconds,
                         cases, [f"{model} is left out: not printed" for model in MODELS if model not in theirs])


def script_of(folder):
    for script in (folder / "bitmod_sim" / "test_bitmod.py", folder / "test_bitmod.py"):
        if script.is_file():
            if not (script.parent / "model_shape_config").is_dir():
                raise PeerError(f"{script.parent} has no model_shape_config: run its run_shape_profile.sh first")
            return script
    raise PeerError(f"{folder} is no checkout of BitMoD's artifact: it has no bitmod_sim/test_bitmod.py")


def parse(output):
    """Compute cycles and total cycles of each model, from what the script prints."""
    found = {}
    for model, pair in re.findall(r"^model: (\S+)\s*\ntotal cycle:\s*\((.*)\)\s*$", output, re.MULTILINE):
        numbers = [float(text) for text in re.findall(r"(?<![\w.])\d+(?:\.\d*)?(?:e\+?\d+)?", pair)]
        if model in MODELS and len(numbers) == 2:
            found[model] = tuple(int(number) if number.is_integer() else number for number in numbers)
    if not found:
        raise PeerError("test_bitmod.py printed no cycles")
    return found
