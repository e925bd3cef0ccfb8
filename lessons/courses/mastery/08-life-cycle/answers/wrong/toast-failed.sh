# title: toast ended, but not well
# from: still-life
# fails: toast
# says: it is ‘1’
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast alpine false
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
