"""YAML files: reads and writes them strictly, as untrusted text.

The reader turns bytes into plain values with line numbers and refuses error-prone YAML features; the writer writes text that
the reader reads back unchanged. Contract: imports only ``base``; knows nothing of entries.
"""
