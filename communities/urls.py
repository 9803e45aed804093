"""The pages and the API of circles, and of outlets as they are reached."""

from django.urls import path

from communities import api, catchment_api, way_api
from communities.board.prints import Format
from communities.gaps_page.api import CommunityCheck
from communities.office import photos
from communities.views import (
    answers,
    board,
    catchment,
    check,
    circle,
    elder,
    home,
    offline,
    outlet,
    programme,
    share,
)

pages = [
    path("", home.home, name="home"),
    path("near/", home.near, name="near"),
    path("how/", home.how, name="how"),
    path("elder/", elder.elder, name="elder"),
    path("elder/switch/", elder.switch, name="elder-switch"),
    path("elder/<slug:code>/", elder.tasks, name="elder-tasks"),
    path("elder/<slug:code>/more/", elder.tasks, {"more": True}, name="elder-more"),
    path("elder/<slug:code>/<slug:task>/", elder.answer, name="elder-answer"),
    path("elder/<slug:code>/<slug:task>/<int:pk>/", elder.way, name="elder-way"),
    path("communities/<slug:code>/", circle.circle, name="circle"),
    path("communities/<slug:code>/share/", share.circle_share, name="share"),
    path("communities/<slug:code>/board/", board.board, name="board"),
    path("communities/<slug:code>/board.pdf", board.board, {"format_": Format.PDF}, name="board-pdf"),
    path("communities/<slug:code>/board.png", board.board, {"format_": Format.PNG}, name="board-png"),
    path("communities/<slug:code>/card/", board.card, name="card"),
    path("communities/<slug:code>/card.pdf", board.card, {"format_": Format.PDF}, name="card-pdf"),
    path("communities/<slug:code>/card.png", board.card, {"format_": Format.PNG}, name="card-png"),
    path("communities/<slug:code>/check/", check.check, name="check"),
    path("communities/<slug:code>/check.xlsx", check.xlsx, name="check-xlsx"),
    path("communities/<slug:code>/check.pdf", check.pdf, name="check-pdf"),
    path("communities/<slug:code>/check/save/", check.save, name="check-save"),
    path("communities/<slug:code>/check/<int:pk>/", check.report, name="check-report"),
    path("outlets/<int:pk>/", outlet.outlet, name="outlet"),
    path("outlets/<int:pk>/share/", share.outlet_share, name="outlet-share"),
    path("outlets/<int:pk>/poster/", board.poster, name="poster"),
    path("outlets/<int:pk>/poster.pdf", board.poster, {"format_": Format.PDF}, name="poster-pdf"),
    path("outlets/<int:pk>/poster.png", board.poster, {"format_": Format.PNG}, name="poster-png"),
    path("outlets/<int:pk>/report/", outlet.report, name="report"),
    path("outlets/<int:pk>/catchment/", catchment.outlet_catchment, name="catchment"),
    path("photos/<int:pk>/", photos.photo, name="photo"),
    path("offline/", offline.offline, name="offline"),
    path("offline/elder/", offline.offline_elder, name="offline-elder"),
    path("programme/", programme.page, name="programme"),
    path("programme/table.xlsx", programme.table, name="programme-table"),
    path("answers/", answers.answers, name="answers"),
    path("reported/<str:token>/", outlet.reported, name="reported"),
]
api_urls = [
    path("communities/", api.CommunityList.as_view()),
    path("communities/<slug:code>/", api.CommunityDetail.as_view()),
    path("communities/<slug:code>/reach/", api.CommunityReach.as_view()),
    path("communities/<slug:code>/check/", CommunityCheck.as_view()),
    path("communities/<slug:code>/basemap/", api.CommunityBasemap.as_view(), name="basemap"),
    path("reach/", api.PointReach.as_view()),
    path("outlets/<int:pk>/catchment/", catchment_api.OutletCatchment.as_view()),
    path("outlets/<int:pk>/way/", way_api.OutletWay.as_view(), name="outlet-way"),
]
