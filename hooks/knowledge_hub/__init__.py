"""Structured good practices become a six-language site with an easy-read edition.

Data flows one way, and each module says where it stands:

1. ``strict_yaml``, ``characters``      bytes -> plain values with line numbers, and nothing that hides
2. ``fields``, ``record``, ``records``, ``translations``, ``vocabularies``, ``interface``
                                        the typed model, which is also the schema
3. ``validation``, ``rules``            plain values -> typed values, or sentences about what is wrong
4. ``tree``, ``list_files``, ``reading``, ``catalogue``
                                        the whole data folder, read once; nothing else reads it
   ``history``                          when which record changed, from the versions of the folder
5. ``views``, ``similar``, ``facets``   the catalogue in one language and register; fallback and staleness are decided here
   ``wording``, ``easy_read``           how the texts are written; ``status``: how far they are; ``coverage``: the same in
                                        numbers, for every reader
   ``field_words``, ``schema``          what fields are called; the models as editors and the form need them
6. ``plan``, ``pages``                  which pages there are, and the body of each; ``entry_pages``, ``list_pages``,
                                        ``front_pages``, ``search_pages``, ``coverage_page``, ``data_pages``, ``dossier_page``
                                        with ``composer``, ``facts``, ``source_list``, ``dated_steps``, ``change_log`` and
                                        ``templating``; ``form``, ``form_fields``: what the contribution form asks;
                                        ``linked_data``: what a page says for programs; ``offline``: what a reader keeps
7. ``chrome``, ``frames``               bodies are joined into the chrome that MkDocs rendered
   ``search_documents``, ``analysis``, ``postings``, ``search_index``, ``search_files``
                                        what the search finds, in slices that a browser loads as needed
8. ``site``, ``sitemap``, ``feeds``, ``on_demand``, ``start_page``, ``internal_links``, ``assets``, ``publication``
                                        every page of every edition is written aside, checked, then swapped in;
   ``aside``                            the folders that are written aside, each locked by its process
   ``export``, ``export_format``, ``export_fields``, ``export_schema``, ``codebook``, ``csv_tables``, ``citations``, ``dcat``, ``downloads``
                        the open data, and the way back from it
   ``minified``                         scripts and styles as they travel
   ``hosting``, ``security_contact``, ``checksums``
                                        what servers are told, where weaknesses are reported, and the checksum of every file
   ``bundle``                           the same in one zip, to be carried

The way back, for contributors: ``questions`` and ``closed_lists`` take answers, ``new_record`` and ``entry_text`` make an
``entry.yml`` of them, ``translating`` and ``translation_file`` continue a translation, ``yaml_text`` writes what
``strict_yaml`` reads. ``review_dates`` says what must be confirmed again.

``hooks/mkdocs_hook.py`` and ``mkdocs_commands.py`` are the only files that import MkDocs. ``command`` is the ``hub`` command, with
``problems``; ``authoring`` holds its commands for those who write, with ``stamping`` and ``schema``; ``repository`` those for
who looks after the whole: ``review`` with ``changes``, ``links`` with ``link_check``, and ``care``, which write by
``markdown_text``. What any of them says to a person is a ``Message`` (``messages``), in six languages. ``workers`` fans work
out over processes, which ``signals`` end. ``user_files`` reads and replaces the files of contributors, ``leftovers`` names what is passed over
beside them, and ``machine_errors`` says what a disk or a system refused.
"""

__version__ = "0.1.0"
