"""The addresses of tables at the desk: uploads and the export."""

from django.urls import path

from communities.office import exports, uploads

urlpatterns = [
    path("uploads/", uploads.index, name="uploads"),
    path("uploads/template.xlsx", uploads.blank, name="upload-template"),
    path("uploads/<int:pk>/", uploads.upload, name="upload"),
    path("uploads/<int:pk>/read/", uploads.read, name="upload-read"),
    path("uploads/<int:pk>/decide/", uploads.decide, name="upload-decide"),
    path("uploads/<int:pk>/apply/", uploads.apply, name="upload-apply"),
    path("uploads/<int:pk>/undo/", uploads.undo, name="upload-undo"),
    path("uploads/<int:pk>/drop/", uploads.drop, name="upload-drop"),
    path("uploads/<int:pk>/remarks/", uploads.remarks, name="upload-remarks"),
    path("export/", exports.page, name="export"),
    path("export/table/", exports.table, name="export-table"),
]
