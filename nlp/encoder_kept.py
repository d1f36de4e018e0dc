"""The encoder that reads, kept in 8 bits -> the same as it can learn on.

What PyTorch has under a name of its own the file has under the same, but for the matrices, which are cut to 8 bits,
turned, and named by the operation that they are for. The layers that never learn are those that it began with.
"""

import re
from pathlib import Path
from typing import Any

import numpy
import onnx
import torch
from onnx import numpy_helper

from nlp import linear
from nlp.encoder import NAME
from nlp.encoder_net import Net

OPERATION = re.compile(r"^/base/(.+?)/MatMul")  # "/base/encoder/layer.0/attention/attn/q/MatMul_quant"


def restored(actions: int, folder: Path = linear.FOLDER, name: str = NAME) -> Net:
    """The encoder of `folder`, to learn on from; it differs from what was learned by what the 8 bits left out."""
    net = Net(actions)
    fixed = {key for key, weights in net.named_parameters() if not weights.requires_grad}
    held = _transformer(folder / f"{name}.onnx") | _heads(folder / f"{name}_heads.npz")
    state = net.state_dict()
    for key in state.keys() - fixed:
        if key in held:
            state[key] = torch.tensor(held[key], dtype=state[key].dtype).reshape(state[key].shape)
    net.load_state_dict(state)
    return net


def _transformer(path: Path) -> dict[str, Any]:
    """The weights of the transformer, by the names that PyTorch gives them."""
    graph = onnx.load(str(path)).graph
    arrays = {found.name: numpy_helper.to_array(found) for found in graph.initializer}
    operations = {name: node.name for node in graph.node for name in node.input}
    found = dict(arrays)
    for key in [key for key in arrays if key.endswith("_quantized")]:
        name = key.removesuffix("_quantized")
        matrix = (arrays[key].astype(numpy.float32) - arrays[f"{name}_zero_point"]) * arrays[f"{name}_scale"]
        operation = OPERATION.match(operations[key])
        if operation:
            found["base." + operation[1].replace("/", ".") + ".weight"] = matrix.T
        else:
            found[name] = matrix
    return found


def _heads(path: Path) -> dict[str, Any]:
    with numpy.load(path, allow_pickle=False) as held:
        arrays = {f"heads.{key}": held[key] for key in held.files if key not in {"actions", "sides", "kind.vectors"}}
        return arrays | {"kinds": held["kind.vectors"]}
