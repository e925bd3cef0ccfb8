# title: ghost ended, but is still there
# from: still-life
# fails: ghost
# says: The container ‘ghost’ (exited) should not be there
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --name ghost ubuntu true
