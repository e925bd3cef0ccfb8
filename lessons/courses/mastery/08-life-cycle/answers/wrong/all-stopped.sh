# title: all that runs was stopped in the middle
# from: still-life
# fails: cake
# says: ‘cake’ should be running; it has ended
docker create --name egg nginx
docker run -d --name cake nginx
docker stop $(docker ps -q)
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
