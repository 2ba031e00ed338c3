from django.urls import path

from ideas.views import likes, other_ways, overview, own, pin, public, support

app_name = "ideas"
urlpatterns = [
    path("ideeen/", public.list_ideas, name="list"),
    path("ideeen/<int:pk>-<slug:slug>/", public.detail, name="detail"),
    path("ideeen/<int:pk>-<slug:slug>/goed-idee/", likes.like, name="like"),
    path("ideeen/<int:pk>-<slug:slug>/goed-idee/terug/", likes.take_back, name="take_like_back"),
    path("ideeen/<int:pk>-<slug:slug>/goed-idee/nieuws/", likes.updates, name="like_updates"),
    path("ideeen/<int:pk>-<slug:slug>/helpen/", support.offer_help, name="offer_help"),
    path("ideeen/<int:pk>-<slug:slug>/meedoen/", support.join, name="join"),
    path("ideeen/<int:pk>-<slug:slug>/vraag/", support.ask, name="ask"),
    path("mijn/steun/<int:pk>/", support.support, name="support"),
    path("mijn/steun/<int:pk>/terug/", support.take_back, name="take_support_back"),
    path("ideeen/prik/", pin.pin, name="pin"),
    path("ideeen/prik/lijkt-op/", pin.similar_while_typing, name="similar_while_typing"),
    path("ideeen/prik/probleem/", other_ways.problem, name="problem"),
    path("ideeen/prik/bel-mij/", other_ways.call_me_back, name="call_me_back"),
    path("ideeen/prik/bel-mij/genoteerd/", other_ways.call_noted, name="call_noted"),
    path("ideeen/prik/papier/", other_ways.paper, name="paper"),
    path("ideeen/prik/<uuid:key>/", pin.edit_draft, name="pin_draft"),
    path("ideeen/prik/<uuid:key>/lijkt-op/", pin.similar, name="similar"),
    path("ideeen/prik/<uuid:key>/wie/", pin.identity, name="identity"),
    path("ideeen/prik/<uuid:key>/klaar/", own.pinned, name="pinned"),
    path("ideeen/prik/<uuid:key>/schets/", own.sketch_start, name="sketch_start"),
    path("ideeen/prik/<uuid:key>/schets/<slug:slug>/", own.sketch_question, name="sketch"),
    path("ideeen/prik/<uuid:key>/van-mij/", own.claim, name="claim"),
    path("mijn/", overview.overview, name="overview"),
    path("mijn/ideeen/", overview.my_ideas, name="my_ideas"),
    path("mijn/goed-idee/", overview.my_likes, name="my_likes"),
    path("mijn/steun/", overview.my_support, name="my_support"),
    path("mijn/steun/aan-mij/", overview.support_to_me, name="support_to_me"),
    path("mijn/ideeen/<int:pk>/", own.mine, name="mine"),
    path("mijn/ideeen/<int:pk>/antwoord/", own.write_back, name="write_back"),
    path("mijn/ideeen/<int:pk>/terugnemen/", own.withdraw, name="withdraw"),
]
