# title: what has ended cannot be paused
# from: still-life
# fails: tea
# says: it has ended
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea alpine; sleep 1; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
