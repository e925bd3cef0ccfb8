# title: tea was paused and woken again
# from: still-life
# fails: tea
# says: ‘tea’ should be paused; it is running
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea; docker unpause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
