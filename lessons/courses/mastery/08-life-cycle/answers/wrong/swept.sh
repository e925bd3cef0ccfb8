# title: prune takes what was never started, too
# from: still-life
# fails: egg
# says: There is no container ‘egg’
docker create --name egg nginx
docker run --name ghost ubuntu
docker container prune --force
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
