from __future__ import annotations

from django.urls import path

from frontporch.planning import views

app_name = "planning"
urlpatterns = [
    path("s/plan/", views.plan, name="plan"),
    path("s/plan/at/<int:place_id>/", views.plan_of, name="plan-of"),
    path("s/plan/start/", views.start, name="start"),
    path("s/plan/<int:plan_id>/goal/", views.add_goal, name="add-goal"),
    path("s/plan/<int:plan_id>/publish/", views.publish, name="publish"),
    path("s/plan/goal/<int:goal_id>/strategy/", views.add_row, name="add-row"),
    path("s/plan/goal/<int:goal_id>/remove/", views.remove_goal, name="remove-goal"),
]
