# title: stopped is not paused
# from: still-life
# fails: tea
# says: ‘tea’ should be paused; it has ended
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker stop tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
