"""Static files under names that carry a fingerprint of their content, so that only they may be cached."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also rewrites the ``import`` paths inside JavaScript modules."""

    support_js_module_import_aggregation = True
