"""Widgets for what HTML has no control for. Each works without JavaScript."""

from collections.abc import Mapping
from typing import Any

from django import forms


class PerOptionWidget(forms.Widget):
    """One control for each of several options, named by the option's place so that any text may be an option."""

    use_fieldset = True

    def __init__(self, options: list[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.options = options

    def typed(self, data: Mapping[str, Any], name: str) -> list[str]:
        return [str(data.get(f"{name}_{index}") or "") for index in range(len(self.options))]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{index}" not in data for index in range(len(self.options)))

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}" if id_ else id_


class RankingWidget(PerOptionWidget):
    template_name = "calls/widgets/ranking.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """Return the place typed for each option, in the order of the options."""
        return self.typed(data, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        chosen = self._places(value or [])
        context["widget"]["places"] = [str(place) for place in range(1, len(self.options) + 1)]
        context["widget"]["rows"] = [
            {"name": f"{name}_{index}", "index": index, "label": option, "place": chosen[index]}
            for index, option in enumerate(self.options)
        ]
        return context

    def _places(self, value: list[str]) -> list[str]:
        """Return the place of each option. A stored value is a list of options, a typed one already a list of places."""
        if any(one in self.options for one in value):
            return [str(value.index(option) + 1) if option in value else "" for option in self.options]
        return [*value, *[""] * len(self.options)][: len(self.options)]


class LikertWidget(PerOptionWidget):
    template_name = "calls/widgets/likert.html"

    def __init__(self, options: list[str], scale: list[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(options, attrs)
        self.scale = scale

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return dict(zip(self.options, self.typed(data, name), strict=True))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        given = value if isinstance(value, dict) else {}
        context["widget"]["scale"] = self.scale
        context["widget"]["rows"] = [
            {"name": f"{name}_{index}", "index": index, "label": statement, "point": given.get(statement, "")}
            for index, statement in enumerate(self.options)
        ]
        return context
