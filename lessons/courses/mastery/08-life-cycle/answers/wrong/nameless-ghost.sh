# title: what ran and is gone had another name
# from: still-life
# fails: ghost
# says: has to run first
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm ubuntu true
