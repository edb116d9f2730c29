"""No addresses: shared templates are drawn without any app's pages."""

urlpatterns: list[object] = []
