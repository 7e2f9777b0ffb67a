"""The site and a page on which something is written."""

from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from learning.accounts.kept import keeps_words, take


class NoteForm(forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    passphrase = forms.CharField(required=False)


PAGE = "{% load networks %}<form method=post>{% csrf_token %}{% written_here %}{{ form }}</form>"


@keeps_words("text")
def write(request):
    form = NoteForm(request.POST if request.method == "POST" else None, initial=take(request))
    if form.is_valid():
        return HttpResponse("sent")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


def plain(request):
    return HttpResponse("sent" if request.method == "POST" else "")


urlpatterns = [
    path("escribir/", write),
    path("otra/", plain),
    path("", include("learning.urls")),
]
