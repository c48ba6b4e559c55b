-- Packs what is not packed yet: of an older form of the file, and after an import.
update report set text = packed(text), body = packed(body);
update report_version set text = packed(text), body = packed(body);
update reading set body = packed(body);
update statement set body = packed(body);
update event set body = packed(body);
update figure set body = packed(body);
