# title: docker pull, and the exact Python
# from: choose
docker pull docker.io/library/mongo:6.0.5
docker pull python:3.12.2-alpine
printf "alpine\n16.2-alpine\n" > ~/twins.txt
