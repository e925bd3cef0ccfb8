# title: toast still runs
# from: still-life
# fails: toast
# says: ‘toast’ should have ended
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run -d --name toast nginx
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
