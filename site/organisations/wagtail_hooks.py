"""The register in the editor, for those with its permissions; each change is kept in its history."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from organisations.models import Organisation


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "group"
    menu_label = "Organisations"
    menu_name = "register"
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 50
    ordering = ["name"]
    list_display = [
        "name",
        Column("get_type_display", label="Type", sort_key="type"),
        Column("get_region_display", label="Region", sort_key="region"),
        "ods_code",
        "valid_from",
        "valid_to",
    ]
    list_filter = ["type", "region"]
    search_fields = ["name", "ods_code"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("type"), FieldPanel("region")]),
        FieldPanel("ods_code"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("successors"),
        FieldPanel("note"),
    ]


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    return OrganisationViewSet("register")
