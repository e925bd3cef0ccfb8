# title: nothing was done
# fails: layers httpd-here freed note-added page-deleted one-more note-in-image tower-1 brick tower-2 tower-3 saved swept
docker version
