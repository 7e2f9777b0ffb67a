"""The public list of lesson blocks: one file a family, a template each (modules.checks holds both)."""

from modules.blocks.body import BreathingPauseBlock, CheckInBlock, GroundingBlock
from modules.blocks.care import ContentNoteBlock, NextStepBlock, ReflectionBlock
from modules.blocks.directory import CARDS
from modules.blocks.facilitation import FacilitatorNoteBlock, FeedbackBlock
from modules.blocks.media import AudioBlock, ImageBlock, VideoBlock
from modules.blocks.placing import MatchingBlock, OrderingBlock, ShortTextBlock
from modules.blocks.quiz import MultipleChoiceBlock, ScenarioChoiceBlock, SingleChoiceBlock, TrueFalseBlock
from modules.blocks.scenario import ScenarioBlock
from modules.blocks.text import ChecklistBlock, DiscussionBlock, KeyIdeaBlock, StoryBlock, TextBlock
from modules.blocks.worksheet import WORKSHEETS

LESSON_BLOCKS = [
    ("text", TextBlock()),
    ("image", ImageBlock()),
    ("audio", AudioBlock()),
    ("video", VideoBlock()),
    ("story", StoryBlock()),
    ("key_idea", KeyIdeaBlock()),
    ("checklist", ChecklistBlock()),
    ("reflection", ReflectionBlock()),
    ("discussion", DiscussionBlock()),
    ("content_note", ContentNoteBlock()),
    ("single_choice", SingleChoiceBlock()),
    ("multiple_choice", MultipleChoiceBlock()),
    ("true_false", TrueFalseBlock()),
    ("scenario_choice", ScenarioChoiceBlock()),
    ("matching", MatchingBlock()),
    ("ordering", OrderingBlock()),
    ("short_text", ShortTextBlock()),
    ("scenario", ScenarioBlock()),
    *WORKSHEETS,
    *CARDS,
    ("next_step", NextStepBlock()),
    ("check_in", CheckInBlock()),
    ("breathing_pause", BreathingPauseBlock()),
    ("grounding", GroundingBlock()),
    ("feedback", FeedbackBlock()),
    ("facilitator_note", FacilitatorNoteBlock()),
]
