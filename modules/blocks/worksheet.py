"""Worksheets: what is written in them stays in the page, to print or to download; nothing is sent or kept."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules import worksheets
from modules.blocks.base import LessonBlock
from modules.blocks.text import PLAIN_FEATURES, TOLD_FEATURES


class WorksheetBlock(LessonBlock):
    """What it asks stands in `modules.worksheets`; the trainer tells what it is for, with a harmless example."""

    sheet: worksheets.Worksheet
    title = blocks.CharBlock(max_length=120, label=_("título"))
    body = blocks.RichTextBlock(features=TOLD_FEATURES, label=_("para qué es"))
    example = blocks.RichTextBlock(
        features=PLAIN_FEATURES,
        required=False,
        label=_("un ejemplo"),
        help_text=_("Primero uno que no asuste: la lluvia, un bus que no llega. Todo inventado."),
    )

    class Meta:
        template = "modules/blocks/worksheet.html"


class RiskWordsBlock(WorksheetBlock):
    sheet = worksheets.RISK_WORDS

    class Meta:
        icon = "edit"
        label = _("Hoja: el riesgo en palabras")
        description = _("Amenaza, lo que expone, lo que cuida, y qué haremos. Sin números.")


class RiskMatrixBlock(WorksheetBlock):
    sheet = worksheets.RISK_MATRIX

    class Meta:
        icon = "table"
        label = _("Hoja: matriz de riesgo")
        description = _("Qué tan probable y qué tanto daño, de muy bajo a muy alto, en palabras.")


class ThreatStepsBlock(WorksheetBlock):
    sheet = worksheets.THREAT_STEPS

    class Meta:
        icon = "list-ol"
        label = _("Hoja: leer una amenaza")
        description = _("Cinco preguntas, lo que no sabemos y qué haremos.")


class ActorMapBlock(WorksheetBlock):
    sheet = worksheets.ACTOR_MAP

    class Meta:
        icon = "group"
        label = _("Hoja: mapa de actores")
        description = _("Una lista: quién, qué quiere, cómo nos ve y qué haremos.")


class IncidentLogBlock(WorksheetBlock):
    sheet = worksheets.INCIDENT_LOG

    class Meta:
        icon = "clipboard-list"
        label = _("Hoja: anotar un incidente")
        description = _(
            "Se practica con uno inventado; la hoja en blanco se imprime. Aquí no se guardan los de verdad."
        )


class SecurityPlanBlock(WorksheetBlock):
    sheet = worksheets.SECURITY_PLAN

    class Meta:
        icon = "key"
        label = _("Hoja: plan de seguridad")
        description = _("Por cada amenaza, qué prevenir y qué hacer. Se pueden llevar solo las acciones.")


class BodyMapBlock(WorksheetBlock):
    sheet = worksheets.BODY_MAP

    class Meta:
        icon = "user"
        label = _("Hoja: mapa del cuerpo")
        description = _("Se imprime y se dibuja: dónde viven el cansancio, el miedo, la fuerza y la alegría.")


class CareAgreementBlock(WorksheetBlock):
    sheet = worksheets.CARE_AGREEMENT

    class Meta:
        icon = "calendar-check"
        label = _("Hoja: acuerdo de cuidado")
        description = _("Lo que el grupo acuerda para que nadie se desgaste, y cuándo lo mira otra vez.")


WORKSHEETS = [
    ("risk_words", RiskWordsBlock()),
    ("risk_matrix", RiskMatrixBlock()),
    ("threat_steps", ThreatStepsBlock()),
    ("actor_map", ActorMapBlock()),
    ("incident_log", IncidentLogBlock()),
    ("security_plan", SecurityPlanBlock()),
    ("body_map", BodyMapBlock()),
    ("care_agreement", CareAgreementBlock()),
]
