"""What may be done with a page where publishing is left to a review."""

from wagtail.models import Page, PagePermissionTester

# Root, the home of a language, the place of a network.
PLACE = 3 * Page.steplen


class PageRights(PagePermissionTester):
    """
    Whoever may change a page may also take it out of sight, at once and whatever lies on it, and put lessons in
    another order or another part of the same place: none of it brings new words to learners.
    """

    def _may_change(self) -> bool:
        return self.user.is_active and (self.user.is_superuser or "change" in self.permissions)

    def can_unpublish(self) -> bool:
        return self.page.live and not self.page_is_root and self._may_change()

    def can_reorder_children(self) -> bool:
        return self._may_change()

    def can_move(self) -> bool:
        return self._may_change()

    def can_move_to(self, destination: Page) -> bool:
        return super().can_move_to(destination) or (self._may_change() and self._is_arranging(destination))

    def _is_arranging(self, destination: Page) -> bool:
        here, there = self.page.path, destination.path
        fits = self.page.is_child_of(destination) or self.page.specific.can_move_to(destination)
        return fits and here[:PLACE] == there[:PLACE] and not there.startswith(here)
