"""Model: the typed models of entries, translations, vocabularies and interface strings.

The models are the schema: forms, exports and checks derive from them. Contract: imports only ``base`` and ``yaml_files``;
opens no file.
"""
