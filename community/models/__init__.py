from community.models.forum import Forum, Post, Topic, TopicRead
from community.models.moderation import ModerationEntry, PostReport

__all__ = ["Forum", "ModerationEntry", "Post", "PostReport", "Topic", "TopicRead"]
