from django.urls import path

from aantafel.pages.coordinator.views import around, choose, figures, home, idea, ideas, proposals, talks

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
    path("coordinator/kiezen/", choose.choose, name="choose"),
    path("coordinator/plaatsen/", choose.publish_many, name="publish_many"),
    path("coordinator/ideeen/", ideas.queue, name="queue"),
    path("coordinator/ideeen/<int:pk>/", idea.idea, name="idea"),
    path("coordinator/ideeen/<int:pk>/plaatsen/", idea.approve, name="approve"),
    path("coordinator/ideeen/<int:pk>/vragen/", idea.ask, name="ask"),
    path("coordinator/ideeen/<int:pk>/weigeren/", idea.refuse, name="refuse"),
    path("coordinator/ideeen/<int:pk>/namens/antwoord/", idea.behalf_reply, name="behalf_reply"),
    path("coordinator/ideeen/<int:pk>/namens/wijzigen/", idea.behalf_change, name="behalf_change"),
    path("coordinator/ideeen/<int:pk>/namens/intrekken/", idea.behalf_withdraw, name="behalf_withdraw"),
    path("coordinator/ideeen/<int:pk>/notitie/", idea.note, name="note"),
    path("coordinator/ideeen/<int:pk>/notitie/<int:number>/weghalen/", idea.remove_note, name="note_remove"),
    path("coordinator/ideeen/<int:pk>/gesprek/", talks.plan, name="talk_plan"),
    path("coordinator/ideeen/<int:pk>/samenvoegen/", proposals.merge_new, name="merge_new"),
    path("coordinator/ideeen/<int:pk>/doorgeven/", proposals.pass_on_new, name="pass_on_new"),
    path("coordinator/gesprekken/<int:pk>/", talks.talk, name="talk"),
    path("coordinator/gesprekken/<int:pk>/afzeggen/", talks.off, name="talk_off"),
    path("coordinator/gesprekken/<int:pk>/geweest/", talks.held, name="talk_held"),
    path("coordinator/samenvoegen/<int:pk>/", proposals.merge, name="merge"),
    path("coordinator/doorgegeven/", proposals.passed_on, name="passed_on"),
    path("coordinator/doorgegeven/<int:pk>/", proposals.pass_on, name="pass_on"),
    path("coordinator/bellen/", around.calls, name="calls"),
    path("coordinator/bellen/<int:pk>/", around.call, name="call"),
    path("coordinator/reacties/", around.REACTIONS["reactions"], name="reactions"),
    path("coordinator/reacties/<int:pk>/", around.REACTIONS["reaction"], name="reaction"),
    path("coordinator/reacties/<int:pk>/verbergen/", around.REACTIONS["reaction_hide"], name="reaction_hide"),
    path("coordinator/reacties/<int:pk>/tonen/", around.REACTIONS["reaction_show"], name="reaction_show"),
    path("coordinator/reacties/<int:pk>/verborgen-houden/", around.REACTIONS["reaction_keep"], name="reaction_keep"),
    path("coordinator/reacties/<int:pk>/blijft-staan/", around.REACTIONS["reaction_stay"], name="reaction_stay"),
    path("coordinator/cijfers/", figures.figures, name="figures"),
    path("coordinator/cijfers/<slug:name>.<slug:kind>", figures.sheet, name="figures_sheet"),
]
