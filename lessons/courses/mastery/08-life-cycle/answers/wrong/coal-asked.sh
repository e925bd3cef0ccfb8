# title: nginx ends well when it is asked
# from: still-life
# fails: coal
# says: exit code should be ‘137’; it is ‘0’
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker stop coal
docker run --rm --name ghost ubuntu true
