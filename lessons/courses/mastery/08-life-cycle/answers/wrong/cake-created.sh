# title: cake was never started
# from: still-life
# fails: cake
# says: was made but never started
docker create --name egg nginx
docker create --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
