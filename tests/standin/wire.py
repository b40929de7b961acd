"""Anthropic's wire format: frames of a stream, whole messages, errors, and the rules a request must keep."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.standin.script import ERRORS, Call, Part, Reply, Say, Stop, Think

KNOWN_FIELDS = {
    "max_tokens", "messages", "model", "cache_control", "metadata", "output_config", "service_tier", "speed",
    "stop_sequences", "stream", "system", "thinking", "tool_choice", "tools", "diagnostics", "container",
    "inference_geo",
}  # fmt: skip


def frame(kind: str, **data: Any) -> bytes:
    """One server-sent event."""
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **data}, ensure_ascii=False)}\n\n".encode()


def problem(kind: str, message: str) -> dict[str, Any]:
    """The body of an error."""
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_standin"}


def error_body(status: int, message: str) -> bytes:
    """The body of an error answer of that status."""
    return json.dumps(problem(ERRORS.get(status, "api_error"), message)).encode()


def usage(reply: Reply, tokens_out: int) -> dict[str, int | None]:
    """What the answer cost."""
    return {
        "input_tokens": reply.tokens_in,
        "cache_read_input_tokens": reply.tokens_cached,
        "cache_creation_input_tokens": reply.tokens_written,
        "output_tokens": tokens_out,
    }


def head(number: int, model: str, reply: Reply) -> dict[str, Any]:
    """The message before anything was said."""
    return {
        "id": f"msg_{number:05}",
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": usage(reply, 1),
    }


def natural_stop(parts: Sequence[Part]) -> str | None:
    """The stop reason these parts lead to."""
    told = [part for part in parts if isinstance(part, Stop)]
    if told:
        return told[-1].reason
    return "tool_use" if any(isinstance(part, Call) for part in parts) else "end_turn"


def pieces_of(text: str, pieces: int | None) -> list[str]:
    """The text in deltas: so many, or one a word."""
    if not text:
        return []
    if pieces is None:
        words = text.split(" ")
        return [word if at == 0 else f" {word}" for at, word in enumerate(words)]
    size = max(1, -(-len(text) // pieces))
    return [text[at : at + size] for at in range(0, len(text), size)]


def block_of(part: Say | Think | Call, number: str) -> dict[str, Any]:
    """The block as it is when it starts."""
    if isinstance(part, Say):
        return {"type": "text", "text": ""}
    if isinstance(part, Think):
        return {"type": "thinking", "thinking": "", "signature": ""}
    return {"type": "tool_use", "id": part.id or f"toolu_{number}", "name": part.name, "input": {}}


def deltas_of(part: Say | Think | Call) -> Iterator[dict[str, Any]]:
    """The block's deltas, in order."""
    if isinstance(part, Say):
        for piece in pieces_of(part.text, part.pieces):
            yield {"type": "text_delta", "text": piece}
    elif isinstance(part, Think):
        for piece in pieces_of(part.text, 3):
            yield {"type": "thinking_delta", "thinking": piece}
        yield {"type": "signature_delta", "signature": part.signature}
    else:
        for piece in ["", *pieces_of(_arguments(part), part.pieces)]:
            yield {"type": "input_json_delta", "partial_json": piece}


def whole(number: int, model: str, reply: Reply) -> dict[str, Any]:
    """The same answer as one JSON message, for requests that do not stream."""
    blocks: list[dict[str, Any]] = []
    for at, part in enumerate(reply.parts):
        if isinstance(part, Say):
            blocks.append({"type": "text", "text": part.text})
        elif isinstance(part, Think):
            blocks.append({"type": "thinking", "thinking": part.text, "signature": part.signature})
        elif isinstance(part, Call):
            blocks.append(block_of(part, f"{number}_{at}") | {"input": json.loads(_arguments(part))})
    out = sum(len(str(block)) // 4 for block in blocks)
    return head(number, model, reply) | {
        "content": blocks,
        "stop_reason": natural_stop(reply.parts),
        "usage": usage(reply, out),
    }


def _arguments(call: Call) -> str:
    return json.dumps(dict(call.arguments), ensure_ascii=False) if call.raw is None else call.raw


def complaint(body: Any) -> str:
    """Why the real service would answer 400, or ""."""
    if not isinstance(body, dict):
        return "body: not an object"
    if unknown := sorted(set(body) - KNOWN_FIELDS):
        return f"{unknown[0]}: Extra inputs are not permitted"
    for needed in ("model", "max_tokens", "messages"):
        if not body.get(needed):
            return f"{needed}: Field required"
    if body.get("tool_choice", {}).get("type") in ("any", "tool"):
        return "tool_choice: forced tool use is not supported by this model"
    tools = {tool["name"] for tool in body.get("tools", ())}
    return _cache_complaint(body) or _messages_complaint(body["messages"], tools)


def _cache_complaint(body: Mapping[str, Any]) -> str:
    if json.dumps(body).count('"cache_control"') > 4:
        return "cache_control: at most 4 blocks"
    blocks = [*body.get("tools", ()), *body.get("system", ())]
    blocks += [block for message in body["messages"] for block in blocks_of(message)]
    marks = [block["cache_control"] for block in blocks if isinstance(block, dict) and "cache_control" in block]
    lives = [mark.get("ttl", "5m") for mark in marks]
    if set(lives) - {"5m", "1h"}:
        return "cache_control.ttl: Input should be '5m' or '1h'"
    return "" if lives == sorted(lives) else "cache_control: a ttl of '1h' must not come after one of '5m'"


def _messages_complaint(messages: Sequence[Mapping[str, Any]], tools: set[str]) -> str:
    if messages[0]["role"] != "user":
        return "messages.0: first message must use the user role"
    if messages[-1]["role"] != "user":
        return "messages: this model does not support assistant message prefill"
    called: list[str] = []
    ever: set[str] = set()
    for at, message in enumerate(messages):
        blocks = blocks_of(message)
        if not blocks:
            return f"messages.{at}: content must not be empty"
        if any(block["type"] == "text" and not block["text"].strip() for block in blocks):
            return f"messages.{at}: text content blocks must contain non-whitespace text"
        answered = [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"]
        if sorted(answered) != sorted(called):
            return f"messages.{at}: tool_use ids must be answered by exactly one tool_result each, right after"
        uses = [block for block in blocks if block["type"] == "tool_use"]
        called = [block["id"] for block in uses]
        if ever & set(called) or len(called) != len(set(called)):
            return f"messages.{at}: tool_use ids must be unique"
        if any(not isinstance(block["input"], dict) for block in uses):
            return f"messages.{at}: tool_use.input: Input should be a valid dictionary"
        if uses and not tools:
            return "tools: required when messages hold tool_use blocks"
        ever |= set(called)
    return ""


def blocks_of(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a message, a plain string being one text block."""
    content = message["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content)


def last_words(body: Mapping[str, Any]) -> str:
    """What the person said last: the last text of a user message that is not one of our own delimited blocks."""
    for message in reversed(body.get("messages", ())):
        if message["role"] != "user":
            continue
        said = [b["text"] for b in blocks_of(message) if b["type"] == "text" and not b["text"].startswith("<")]
        if said:
            return str(said[-1])
    return ""


def example_of(schema: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> Any:
    """The smallest value a JSON schema accepts, for structured answers nobody scripted."""
    root = schema if root is None else root
    if ref := schema.get("$ref"):
        return example_of(root["$defs"][str(ref).rsplit("/", 1)[-1]], root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if options := schema.get("anyOf") or schema.get("allOf"):
        return example_of(options[0], root)
    kind = schema.get("type")
    if kind == "object":
        return {name: example_of(of, root) for name, of in schema.get("properties", {}).items()}
    if kind == "array":
        return [example_of(schema["items"], root)] * int(schema.get("minItems", 0))
    if kind in ("integer", "number"):
        return schema.get("minimum", 0)
    return {"boolean": False, "null": None}.get(str(kind), "sample")
