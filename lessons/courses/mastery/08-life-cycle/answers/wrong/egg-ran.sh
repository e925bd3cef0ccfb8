# title: egg was started and stopped
# from: still-life
# fails: egg
# says: ‘egg’ should be made but not started; it has ended
docker run -d --name egg nginx; docker stop egg
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
