"""The register in the editor, for those with its permissions; each change is kept in its history and in the audit log."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from core.staff import Only
from organisations.models import Organisation
from organisations.views import staff


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_name = "register"
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = staff.RegisterList
    add_view_class = staff.AddBody
    edit_view_class = staff.EditBody
    list_per_page = 50
    ordering = ["name"]
    list_display = [
        "name",
        Column("get_type_display", label=_("Type"), sort_key="type"),
        Column("get_region_display", label=_("Region"), sort_key="region"),
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
        FieldPanel("successors", help_text=_("To put a slip right. A merger or a split is entered as a succession.")),
        FieldPanel("note"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("succession/", staff.Succession.as_view(), name="succession")]


# A body ends and is never deleted, by administrators neither: papers point at it.
register_permission_policy(Organisation, Only(Organisation, "view", "add", "change"), exact_class=True)


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    return OrganisationViewSet("register")
