"""The staticfiles storage: hashed names everywhere, in style sheets and in JavaScript imports too, and compressed copies."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Every file may be cached for ever, because each reference to it carries the hash of its bytes."""

    support_js_module_import_aggregation = True
