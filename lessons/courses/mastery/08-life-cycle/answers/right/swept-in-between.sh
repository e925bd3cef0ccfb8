# title: a failed attempt swept away first
# from: still-life
docker run --name cake ubuntu
docker run --name toast alpine false
docker run --name ghost alpine
docker container prune -f
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
