# title: the whole of Python
# from: choose
# fails: python-tag python-small
docker image pull mongo:6.0.5
docker image pull python:3.12
echo 16.2-alpine > twins.txt
echo alpine >> twins.txt
