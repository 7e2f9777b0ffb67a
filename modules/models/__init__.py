from modules.models.adaptation import Adaptation, AdaptedPage
from modules.models.base import ContentPage
from modules.models.change import LessonChange
from modules.models.course import CourseIndexPage, CoursePage, ModulePage
from modules.models.directory import DirectoryPage, EntryPage
from modules.models.glossary import GlossaryTerm
from modules.models.label import LessonLabel
from modules.models.lesson import LessonPage
from modules.models.media import (
    CourseDocument,
    CourseImage,
    CourseMedia,
    CourseRendition,
)
from modules.models.pack import Pack
from modules.models.review import ReviewTask
from modules.models.search import SearchText, SearchWord
from modules.models.site import HomePage
from modules.models.starter import StarterPage
from modules.models.variety import LanguageVariety
from modules.models.work import Work

__all__ = [
    "Adaptation",
    "AdaptedPage",
    "ContentPage",
    "CourseDocument",
    "CourseImage",
    "CourseIndexPage",
    "CourseMedia",
    "CoursePage",
    "CourseRendition",
    "DirectoryPage",
    "EntryPage",
    "GlossaryTerm",
    "HomePage",
    "LanguageVariety",
    "LessonChange",
    "LessonLabel",
    "LessonPage",
    "ModulePage",
    "Pack",
    "ReviewTask",
    "SearchText",
    "SearchWord",
    "StarterPage",
    "Work",
]
