from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casework import decisions, menu, places  # noqa: F401  (importing registers what they offer)
        from casework.demo import people, registry

        registry.adds("casework", people.add_people, order=10)
