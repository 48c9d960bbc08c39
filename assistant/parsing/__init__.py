"""Reads files in processes of their own, within limits. Knows nothing of passages or libraries.

`pool` hands files to the processes, `child` is this side's hold on one, `worker` is what runs in
it, `limits` what keeps it in bounds.
"""

from assistant.parsing.messages import Parsed
from assistant.parsing.pool import Readers, Reading, warm_up

__all__ = ["Parsed", "Readers", "Reading", "warm_up"]
