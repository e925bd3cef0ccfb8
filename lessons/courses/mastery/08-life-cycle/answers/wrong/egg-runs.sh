# title: egg was made with run
# from: still-life
# fails: egg
# says: it is running
docker run -d --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
