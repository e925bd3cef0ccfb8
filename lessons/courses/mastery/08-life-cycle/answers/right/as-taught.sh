# title: as the lesson teaches it
# from: still-life
docker container create --name egg nginx
docker container run --detach --name cake nginx
docker container run --detach --name tea nginx
docker container pause tea
docker container run --name toast ubuntu true
docker container run --detach --name coal nginx
docker container kill coal
docker container run --rm --name ghost ubuntu true
